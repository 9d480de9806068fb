#include <QApplication>
#include <QComboBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

#include "core/storage/database.h"
#include "core/trials/studyprotocol.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"
#include "ui/studysetup/backgroundeditor.h"
#include "ui/studysetup/formfield.h"
#include "ui/studysetup/goldeditor.h"
#include "ui/studysetup/goldpicker.h"
#include "ui/studysetup/importpage.h"
#include "ui/studysetup/overviewpage.h"
#include "ui/studysetup/pagelist.h"
#include "ui/studysetup/picturetile.h"
#include "ui/studysetup/protocolform.h"
#include "ui/studysetup/studysetupplace.h"
#include "ui/studysetup/totals.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/theme.h"

using studysetup::StudySetupPlace;
using widgets::Button;
using widgets::FileChooser;

/// The place over a real study file, driven by keys and clicks.
class TestStudySetupPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void overviewCounts();
    void pagesByKeyboard();
    void titleIsChangedAndTakenBack();
    void importIsCheckedDoneAndTakenBack();
    void badRowsBlockUntilSkipped();
    void aFailedImportIsAStrip();
    void protocolIsWrittenInFields();
    void goldPairsArePicked();
    void backgroundQuestionsAreRows();
    void protocolIsLocked();
    void lockedProtocolIsCopied();
    void columnsAreChosenByHand();
    void annotatorsAreAdded();
    void exportsATable();

private:
    Button *button(const QString &text) const;
    /// Picks an answer of the combo box with this accessible name, as a click does.
    bool choose(const QString &box, const QString &answer) const;
    QString total(const QString &what) const;
    void press(Button *button) const { QTest::mouseClick(button, Qt::LeftButton); }
    void openPage(const QString &key) { m_place->show(widgets::Target{{}, {}, key, {}}); }
    QString writeTable(int count, bool broken = false) const;

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_file;
    widgets::StudyPtr m_study;
    std::unique_ptr<QWidget> m_window;
    StudySetupPlace *m_place = nullptr;
};

void TestStudySetupPlace::initTestCase()
{
    widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
}

void TestStudySetupPlace::init()
{
    m_folder = std::make_unique<support::TestFolder>();
    m_file = std::make_unique<support::SmallStudy>(m_folder->path());
    m_study = std::make_shared<widgets::StudyHandle>(support::must(widgets::StudyHandle::readHead(m_file->path())));
    m_window = std::make_unique<QWidget>();
    m_place = new StudySetupPlace(m_window.get());
    auto *bar = new widgets::BarRow(m_window.get());
    m_place->fillTopBar(bar);
    m_window->resize(1356, 874);
    bar->setGeometry(0, 0, 1356, 44);
    m_place->setGeometry(0, 44, 1356, 830);
    m_window->show();
    m_place->setStudy(m_study);
    QTRY_VERIFY(m_place->isSettled());
}

void TestStudySetupPlace::cleanup()
{
    FileChooser::answerWith({});
    m_window.reset();
    m_study.reset();
    m_file.reset();
    m_folder.reset();
}

Button *TestStudySetupPlace::button(const QString &text) const
{
    for (auto *button : m_window->findChildren<Button *>()) {
        if (button->text() == text && button->isVisible())
            return button;
    }
    return nullptr;
}

bool TestStudySetupPlace::choose(const QString &name, const QString &answer) const
{
    const auto boxes = m_window->findChildren<QComboBox *>();
    for (QComboBox *box : boxes) {
        if (box->accessibleName() != name || !box->isVisible())
            continue;
        const int index = box->findText(answer);
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
        return index >= 0;
    }
    return false;
}

QString TestStudySetupPlace::total(const QString &what) const
{
    for (const auto *totals : m_place->findChildren<studysetup::Totals *>()) {
        if (!totals->isVisible())
            continue;
        for (const auto &item : totals->items()) {
            if (item.what == what || item.what.startsWith(what + QStringLiteral(", ")))
                return item.number;
        }
    }
    return {};
}

QString TestStudySetupPlace::writeTable(int count, bool broken) const
{
    QByteArray csv = "file,prompt,generator\n";
    for (int i = 0; i < count; ++i) {
        QImage image(8, 8, QImage::Format_RGB32);
        image.fill(QColor(10 + 20 * i, 90, 200));
        image.save(m_folder->file(QStringLiteral("new-%1.png").arg(i)));
        csv += QStringLiteral("new-%1.png,a quiet harbour,Krea\n").arg(i).toUtf8();
    }
    if (broken)
        csv += "missing.png,a quiet harbour,Krea\nalso missing.png,a quiet harbour,Krea\n";
    return m_folder->write(QStringLiteral("new.csv"), csv);
}

void TestStudySetupPlace::overviewCounts()
{
    QCOMPARE(total(QStringLiteral("pictures")), QStringLiteral("12"));
    QCOMPARE(total(QStringLiteral("prompt groups")), QStringLiteral("4"));
    QCOMPARE(m_place->statusText(), QStringLiteral("12 pictures, 0 votes"));
}

void TestStudySetupPlace::pagesByKeyboard()
{
    auto *list = m_place->findChild<studysetup::PageList *>();
    list->setFocus();
    for (int i = 0; i < 4; ++i)
        QTest::keyClick(list, Qt::Key_Down);
    QCOMPARE(list->currentIndex().row(), 4);
    // No votes: quality says so and leads on.
    QSignalSpy asked(m_place, &StudySetupPlace::placeRequested);
    QVERIFY(button(QStringLiteral("Open Annotate")));
    press(button(QStringLiteral("Open Annotate")));
    QCOMPARE(asked.first().first().value<widgets::PlaceId>(), widgets::PlaceId::Annotate);
    QTest::keyClick(list, Qt::Key_End);
    QVERIFY(button(QStringLiteral("Save all…")));
}

void TestStudySetupPlace::titleIsChangedAndTakenBack()
{
    QSignalSpy changed(m_place, &StudySetupPlace::changeMade);
    auto *title = m_place->findChild<studysetup::OverviewPage *>()->findChild<QLineEdit *>();
    title->setFocus();
    title->selectAll();
    QTest::keyClicks(title, QStringLiteral("Harbours"));
    QTest::keyClick(title, Qt::Key_Return);
    QTRY_COMPARE(changed.size(), 1);
    const auto stored = [this] { return support::must(widgets::StudyHandle::readHead(m_study->path())).title; };
    QCOMPARE(stored(), QStringLiteral("Harbours"));
    m_place->findChild<studysetup::PageList *>()->setFocus();
    QTest::keyClick(m_place->findChild<studysetup::PageList *>(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY(stored() != QLatin1String("Harbours"));
}

void TestStudySetupPlace::importIsCheckedDoneAndTakenBack()
{
    const QString table = writeTable(3);
    FileChooser::answerWith([table](const FileChooser::Question &) { return QStringList{table}; });
    openPage(QStringLiteral("import"));
    press(button(QStringLiteral("File…")));
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Import 3 pictures")), 20000);
    QCOMPARE(total(QStringLiteral("pictures")), QStringLiteral("3"));
    QSignalSpy changed(m_place, &StudySetupPlace::changeMade);
    press(button(QStringLiteral("Import 3 pictures")));
    QTRY_COMPARE_WITH_TIMEOUT(changed.size(), 1, 20000);
    QCOMPARE(changed.first().first().toString(), QStringLiteral("3 pictures imported"));
    QTRY_VERIFY(button(QStringLiteral("Open Gallery")));
    openPage(QStringLiteral("overview"));
    QTRY_COMPARE(total(QStringLiteral("pictures")), QStringLiteral("15"));
    QTest::keyClick(m_place, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(total(QStringLiteral("pictures")), QStringLiteral("12"));
}

void TestStudySetupPlace::badRowsBlockUntilSkipped()
{
    m_place->show(widgets::Target{{}, {}, QStringLiteral("import"), {writeTable(2, true)}});
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("2 problem(s) to solve")), 20000);
    QVERIFY(!button(QStringLiteral("2 problem(s) to solve"))->isEnabled());
    QVERIFY(choose(QStringLiteral("2 row(s) cannot be read: what to do"), QStringLiteral("Leave these rows out")));
    QVERIFY(button(QStringLiteral("Import 2 pictures")));
    press(button(QStringLiteral("Import 2 pictures")));
    openPage(QStringLiteral("overview"));
    QTRY_COMPARE_WITH_TIMEOUT(total(QStringLiteral("pictures")), QStringLiteral("14"), 20000);
}

void TestStudySetupPlace::aFailedImportIsAStrip()
{
    m_place->show(widgets::Target{
        {}, {}, QStringLiteral("import"), {m_folder->write(QStringLiteral("odd.csv"), "colour,size\nred,3\n")}});
    const auto shownText = [this] {
        for (const auto *strip : m_place->findChildren<widgets::Strip *>()) {
            if (strip->isVisible())
                return strip->text();
        }
        return QString();
    };
    QTRY_VERIFY_WITH_TIMEOUT(shownText().endsWith(QStringLiteral("Nothing was imported.")), 20000);
    QVERIFY2(shownText().contains(QStringLiteral("odd.csv")), qPrintable(shownText()));
}

void TestStudySetupPlace::goldPairsArePicked()
{
    openPage(QStringLiteral("protocol"));
    QTRY_VERIFY(m_place->isSettled());
    const auto stored = [this] {
        auto database = support::must(storage::Database::open(m_study->path()));
        return support::must(trials::studyProtocol(database)).protocol.gold;
    };
    auto *form = m_place->findChild<studysetup::ProtocolForm *>();
    auto *gold = form->findChild<studysetup::GoldEditor *>();
    form->ensureWidgetVisible(gold);
    press(button(QStringLiteral("Add gold pair…")));
    auto *picker = gold->findChild<studysetup::GoldPicker *>();
    auto *list = picker->findChild<QListWidget *>();
    QTRY_VERIFY(list->count() > 0);
    auto *words = picker->findChild<QLineEdit *>();
    QTest::keyClicks(words, QStringLiteral("zzzz"));
    QTRY_COMPARE(list->count(), 0);
    words->clear();
    QTRY_VERIFY(list->count() > 0);
    QVERIFY(!button(QStringLiteral("Add this pair"))->isEnabled());
    QTest::keyClick(words, Qt::Key_Down);
    QTRY_VERIFY(picker->findChildren<studysetup::PictureTile *>().size() >= 2);
    const auto tiles = picker->findChildren<studysetup::PictureTile *>();
    QVERIFY(std::is_sorted(tiles.begin(), tiles.end(), [](const QWidget *a, const QWidget *b) {
        return a->accessibleName() < b->accessibleName();
    }));
    tiles[1]->click();
    tiles[0]->click();
    press(button(QStringLiteral("Add this pair")));
    QTRY_COMPARE(stored().size(), 1);
    QVERIFY(stored().first().better != stored().first().worse);
    // What the study does not have is said at its row.
    {
        auto database = support::must(storage::Database::open(m_study->path()));
        auto protocol = support::must(trials::studyProtocol(database)).protocol;
        protocol.gold.append({QStringLiteral("nowhere"), QStringLiteral("p1"), QStringLiteral("p2")});
        support::must(trials::setStudyProtocol(database, protocol));
    }
    m_study->refresh();
    const auto says = [gold](const QString &what) {
        const auto labels = gold->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [&](const QLabel *label) { return label->isVisible() && label->text().contains(what); });
    };
    QTRY_VERIFY(says(QStringLiteral("no prompt group “nowhere”")));
    const auto buttons = gold->findChildren<Button *>();
    const auto remove = std::find_if(buttons.begin(), buttons.end(), [](const Button *one) {
        return one->accessibleName() == QLatin1String("Remove gold pair 2") && one->isVisible();
    });
    QVERIFY(remove != buttons.end());
    (*remove)->click();
    QTRY_COMPARE(stored().size(), 1);
}

void TestStudySetupPlace::backgroundQuestionsAreRows()
{
    openPage(QStringLiteral("protocol"));
    QTRY_VERIFY(m_place->isSettled());
    const auto stored = [this] {
        auto database = support::must(storage::Database::open(m_study->path()));
        return support::must(trials::studyProtocol(database)).protocol.backgroundQuestions;
    };
    auto *form = m_place->findChild<studysetup::ProtocolForm *>();
    auto *editor = form->findChild<studysetup::BackgroundEditor *>();
    const auto fields = [editor] {
        QList<QLineEdit *> shown;
        for (QLineEdit *field : editor->findChildren<QLineEdit *>()) {
            if (!field->isHidden() && field->parentWidget() && !field->parentWidget()->isHidden())
                shown.append(field);
        }
        return shown;
    };
    form->ensureWidgetVisible(editor);
    press(button(QStringLiteral("Add question about the person")));
    QTRY_COMPARE(fields().size(), 2);  // a layout shows what is new in the next turn of the loop
    QVERIFY(form->problemCount() > 0); // it has no words yet
    QTest::keyClicks(fields()[0], QStringLiteral("Art training"));
    QTest::keyClicks(fields()[1], QStringLiteral("none; some; professional"));
    QTest::keyClick(fields()[1], Qt::Key_Return);
    QTRY_COMPARE(stored().size(), 1);
    QCOMPARE(stored().first().text, QStringLiteral("Art training"));
    QCOMPARE(stored().first().answers.size(), 3);
    QCOMPARE(form->problemCount(), 0);
}

void TestStudySetupPlace::protocolIsLocked()
{
    openPage(QStringLiteral("protocol"));
    press(button(QStringLiteral("Lock…")));
    QVERIFY(button(QStringLiteral("Lock protocol")));
    press(button(QStringLiteral("Lock protocol")));
    auto *list = m_place->findChild<studysetup::PageList *>();
    QTRY_COMPARE(list->model()->index(2, 0).data(studysetup::PageListModel::NoteRole).toString(),
                 QStringLiteral("locked"));
    QVERIFY(!button(QStringLiteral("Lock…"))->isEnabled());
    auto database = support::must(storage::Database::open(m_study->path()));
    QVERIFY(support::must(trials::studyProtocol(database)).locked);
}

void TestStudySetupPlace::protocolIsWrittenInFields()
{
    openPage(QStringLiteral("protocol"));
    QTRY_VERIFY(m_place->isSettled());
    const auto stored = [this] {
        auto database = support::must(storage::Database::open(m_study->path()));
        return support::must(trials::studyProtocol(database)).protocol.pairs.practice;
    };
    auto *form = m_place->findChild<studysetup::ProtocolForm *>();
    auto *field = form->field(QStringLiteral("pairs.practice"));
    auto *line = qobject_cast<QLineEdit *>(field->control());
    const auto type = [line](const QString &text) {
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
    };
    QSignalSpy changed(m_place, &StudySetupPlace::changeMade);
    type(QStringLiteral("many"));
    QVERIFY2(field->problem().contains(QStringLiteral("many")), qPrintable(field->problem()));
    QVERIFY(!button(QStringLiteral("Lock…"))->isEnabled());
    QTest::qWait(50);
    QCOMPARE(stored(), 5);
    type(QStringLiteral("9"));
    QVERIFY(field->problem().isEmpty());
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toString(), QStringLiteral("Practice pairs changed"));
    QCOMPARE(stored(), 9);
    // Taken back, in the file and in the field.
    m_place->findChild<studysetup::PageList *>()->setFocus();
    QTest::keyClick(m_place->findChild<studysetup::PageList *>(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(stored(), 5);
    QTRY_COMPARE(field->text(), QStringLiteral("5"));
}

void TestStudySetupPlace::lockedProtocolIsCopied()
{
    {
        auto database = support::must(storage::Database::open(m_study->path()));
        support::must(trials::lockStudyProtocol(database));
    }
    m_study->refresh();
    openPage(QStringLiteral("protocol"));
    QTRY_VERIFY(button(QStringLiteral("Make a copy to change it")));
    press(button(QStringLiteral("Make a copy to change it")));
    auto *form = m_place->findChild<studysetup::ProtocolForm *>();
    QVERIFY(form->isVisible());
    auto *line = qobject_cast<QLineEdit *>(form->field(QStringLiteral("pairs.practice"))->control());
    line->selectAll();
    QTest::keyClicks(line, QStringLiteral("3"));
    QTest::keyClick(line, Qt::Key_Return);
    const auto current = [this] {
        auto database = support::must(storage::Database::open(m_study->path()));
        return support::must(trials::studyProtocol(database));
    };
    QTest::qWait(50);
    QVERIFY(current().locked); // not before it is said
    press(button(QStringLiteral("Use this protocol")));
    QTRY_VERIFY(!current().locked);
    QCOMPARE(current().protocol.pairs.practice, 3);
}

void TestStudySetupPlace::columnsAreChosenByHand()
{
    writeTable(2);
    const QString table = m_folder->write(QStringLiteral("odd.csv"), "path,text,model\n"
                                                                     "new-0.png,a quiet harbour,Krea\n"
                                                                     "new-1.png,a quiet harbour,Krea\n");
    m_place->show(widgets::Target{{}, {}, QStringLiteral("import"), {table}});
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Check")), 20000);
    QVERIFY(choose(QStringLiteral("Use column path as"), QStringLiteral("file")));
    QVERIFY(choose(QStringLiteral("Use column text as"), QStringLiteral("prompt")));
    QVERIFY(choose(QStringLiteral("Use column model as"), QStringLiteral("generator")));
    press(button(QStringLiteral("Check")));
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Import 2 pictures")), 20000);
    // Back leads to the choices as they were made.
    press(button(QStringLiteral("Back")));
    QTRY_VERIFY(button(QStringLiteral("Check")));
    press(button(QStringLiteral("Check")));
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Import 2 pictures")), 20000);
    press(button(QStringLiteral("Import 2 pictures")));
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Open Gallery")), 20000);
}

void TestStudySetupPlace::annotatorsAreAdded()
{
    openPage(QStringLiteral("annotators"));
    QLineEdit *codes = nullptr;
    for (auto *line : m_place->findChildren<QLineEdit *>()) {
        if (line->isVisible() && line->accessibleName() == QLatin1String("Codes, pseudonyms"))
            codes = line;
    }
    QVERIFY(codes);
    QTest::keyClicks(codes, QStringLiteral("A01-A03"));
    QVERIFY(button(QStringLiteral("Add 3 annotators")));
    QTest::keyClick(codes, Qt::Key_Return);
    auto *list = m_place->findChild<studysetup::PageList *>();
    const auto note = [list] {
        return list->model()->index(3, 0).data(studysetup::PageListModel::NoteRole).toString();
    };
    QTRY_COMPARE(note(), QStringLiteral("3"));
    list->setFocus();
    QTest::keyClick(list, Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(note(), QStringLiteral("0"));
}

void TestStudySetupPlace::exportsATable()
{
    const QString target = m_folder->file(QStringLiteral("out.csv"));
    FileChooser::answerWith([target](const FileChooser::Question &question) {
        return question.start == QLatin1String("pictures.csv") ? QStringList{target} : QStringList();
    });
    openPage(QStringLiteral("export"));
    for (auto *table : m_place->findChildren<widgets::TableView *>()) {
        if (!table->isVisible())
            continue;
        const QModelIndex save = table->model()->index(3, 4);
        QCOMPARE(save.data().toString(), QStringLiteral("Save…"));
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(save).center());
    }
    QTRY_VERIFY_WITH_TIMEOUT(m_place->statusText() == QLatin1String("12 rows in out.csv"), 20000);
    QFile file(target);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 13);
}

QTEST_MAIN(TestStudySetupPlace)
#include "tst_studysetupplace.moc"
