#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMetaProperty>
#include <QMimeData>
#include <QSettings>
#include <QTest>
#include <QWindow>

#include "core/base/hash.h"
#include "core/storage/assetrepository.h"
#include "core/storage/picturerepository.h"
#include "core/storage/scorerepository.h"
#include "core/storage/transaction.h"
#include "tests/support/leakhunt.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "ui/annotate/annotatecontroller.h"
#include "ui/annotate/annotatedesk.h"
#include "ui/annotate/annotateview.h"
#include "ui/annotate/annotatewindow.h"
#include "ui/annotate/pairview.h"

using support::must;

namespace {

/// The same text in many places is searched once: most properties never change.
class TextHunt
{
public:
    explicit TextHunt(const QStringList &words)
        : m_hunt(words)
    {
    }

    void search(const QString &where, const QString &text)
    {
        if (m_seen.contains(text))
            return;
        m_seen.insert(text);
        m_hunt.search(where, text);
    }
    void search(const QString &where, const QByteArray &bytes) { search(where, QString::fromLatin1(bytes)); }

    QStringList findings() const { return m_hunt.findings(); }
    int searched() const { return m_hunt.searched(); }

private:
    support::LeakHunt m_hunt;
    QSet<QString> m_seen;
};

/// Everything that an object tells who looks at it: name, properties (declared and dynamic), accessible texts.
void searchObject(TextHunt &hunt, const QObject *object, const QString &where)
{
    hunt.search(where + QStringLiteral(" name"), object->objectName());
    const QMetaObject *meta = object->metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QVariant value = meta->property(i).read(object);
        if (value.canConvert<QString>())
            hunt.search(where + QLatin1Char('.') + QLatin1String(meta->property(i).name()), value.toString());
        if (value.canConvert<QStringList>())
            hunt.search(where + QLatin1Char('.') + QLatin1String(meta->property(i).name()),
                        value.toStringList().join(QLatin1Char('\n')));
    }
    for (const QByteArray &name : object->dynamicPropertyNames()) {
        hunt.search(where + QStringLiteral(" dynamic"), name);
        hunt.search(where + QStringLiteral(" dynamic"), object->property(name.constData()).toString());
    }
}

void searchAccessible(TextHunt &hunt, QObject *object, const QString &where)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(object);
    if (!interface)
        return;
    for (const auto text :
         {QAccessible::Name, QAccessible::Description, QAccessible::Value, QAccessible::Help, QAccessible::Accelerator})
        hunt.search(where + QStringLiteral(" accessible"), interface->text(text));
}

void searchTree(TextHunt &hunt, QObject *root, const QString &where)
{
    searchObject(hunt, root, where);
    searchAccessible(hunt, root, where);
    for (QObject *child : root->children())
        searchTree(hunt, child, where + QLatin1Char('/') + QLatin1String(child->metaObject()->className()));
}

void searchProgram(TextHunt &hunt)
{
    for (QWidget *widget : QApplication::topLevelWidgets())
        searchTree(hunt, widget, QLatin1String(widget->metaObject()->className()));
    for (const QWindow *window : QGuiApplication::allWindows()) {
        hunt.search(QStringLiteral("window title"), window->title());
        hunt.search(QStringLiteral("window file"), window->filePath());
    }
    const QMimeData *clip = QGuiApplication::clipboard()->mimeData();
    if (clip) {
        for (const QString &format : clip->formats())
            hunt.search(QStringLiteral("clipboard"), clip->data(format));
    }
    hunt.search(QStringLiteral("arguments"),
                QCoreApplication::applicationName() + QGuiApplication::applicationDisplayName());
    QSettings settings;
    for (const QString &key : settings.allKeys())
        hunt.search(QStringLiteral("settings"), key + settings.value(key).toString());
}

/// What a picture carries besides its pixels.
void searchImages(TextHunt &hunt, annotate::PairView *pair)
{
    for (int position = 0; position < 2; ++position) {
        const QImage image = pair->frame(position).image();
        for (const QString &key : image.textKeys())
            hunt.search(QStringLiteral("picture metadata"), key + image.text(key));
        hunt.search(QStringLiteral("picture message"), pair->frame(position).message());
    }
}

} // namespace

class TestAnnotateBlindness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_settings.path());
        QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
    }

    /// The hunt itself must be able to find a leak in each of the places that it searches.
    void theHuntFindsWhatIsThere()
    {
        QWidget widget;
        widget.setObjectName(QStringLiteral("Zebragen one"));
        widget.setToolTip(QStringLiteral("by Zebragen"));
        widget.setProperty("made", QStringLiteral("zebragen"));
        widget.setAccessibleDescription(QStringLiteral("Zebragen picture"));
        TextHunt hunt({QStringLiteral("Zebragen")});
        searchTree(hunt, &widget, QStringLiteral("widget"));
        QCOMPARE(hunt.findings().size(), 4);
    }

    void nothingTellsWhoMadeAPicture()
    {
        const support::TestFolder folder;
        support::SmallStudyPlan plan;
        plan.generators = {QStringLiteral("Zebragen"), QStringLiteral("Quaggagen"), QStringLiteral("Okapigen")};
        support::SmallStudy study(folder.path(), plan);
        study.setProtocol(R"({"version":1,"pairs":{"repeats":0.2,"practice":1,"per_annotator":6},
            "questions":[{"kind":"choice"},{"kind":"labels","set":"artemis","intensity":3}]})");
        plantScores(study);
        // File names and hashes of every picture, and what the scores would look like.
        QStringList words = plan.generators;
        words << QStringLiteral("6.52817") << QStringLiteral("plantedscorer")
              << QFileInfo(study.path()).completeBaseName();
        const auto assets = must(storage::AssetRepository(study.database()).assets());
        for (const study::Asset &asset : assets)
            words << asset.sha256;
        for (const storage::AssetLocation &location : must(storage::AssetRepository(study.database()).locations()))
            words << QFileInfo(location.path).fileName();
        for (const study::Picture &picture : must(storage::PictureRepository(study.database()).pictures()))
            words << picture.uid;
        QVERIFY(words.size() > 30);

        annotate::AnnotateWindow window(study.path(), QStringLiteral("a01"));
        window.resize(1440, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        annotate::AnnotateController *controller = window.desk()->controller();
        annotate::AnnotateView *view = window.desk()->view();
        controller->setGuardMs(0);
        QTRY_COMPARE(controller->state(), annotate::AnnotateController::State::Judging);
        TextHunt hunt(words);
        const QList<Qt::Key> keys{Qt::Key_F1,   Qt::Key_Left,      Qt::Key_7,     Qt::Key_Return, Qt::Key_Return,
                                  Qt::Key_V,    Qt::Key_Backspace, Qt::Key_End,   Qt::Key_1,      Qt::Key_Z,
                                  Qt::Key_Down, Qt::Key_Return,    Qt::Key_Return};
        for (const Qt::Key key : keys) {
            view->pair()->repaint();
            QTest::keyClick(view, key);
            QTRY_VERIFY(controller->isSettled());
            searchProgram(hunt);
            searchImages(hunt, view->pair());
        }
        QVERIFY(hunt.searched() > 200);
        QVERIFY2(hunt.findings().isEmpty(), qPrintable(hunt.findings().join(QLatin1Char('\n'))));
    }

private:
    static void plantScores(support::SmallStudy &study)
    {
        auto transaction = must(storage::Transaction::begin(study.database()));
        storage::ScoreRepository scores(study.database());
        const auto fingerprint = must(scores.addFingerprint(QStringLiteral("plantedscorer"),
                                                            QString(64, QLatin1Char('a')), QStringLiteral("{}")));
        const auto assets = must(storage::AssetRepository(study.database()).assets());
        for (const study::Asset &asset : assets) {
            study::Score score;
            score.asset = asset.id;
            score.fingerprint = fingerprint.id;
            score.value = 6.52817;
            score.origin = QStringLiteral("computed");
            must(scores.addScore(score));
        }
        must(transaction.commit());
    }

    QTemporaryDir m_settings;
};

QTEST_MAIN(TestAnnotateBlindness)
#include "tst_annotateblindness.moc"
