#include "ui/gallery/meaningsearch.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include "core/analysis/embeddingmatrix.h"
#include "core/scoring/scorequeue.h"
#include "core/storage/assetrepository.h"
#include "tests/support/embeddings.h"
#include "tests/support/paths.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/gallery/filterrow.h"
#include "ui/gallery/galleryactions.h"
#include "ui/gallery/gallerybar.h"
#include "ui/gallery/gallerygrid.h"
#include "ui/gallery/galleryplace.h"
#include "ui/widgets/barrow.h"
#include "ui/widgets/button.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/theme.h"

#include <QAction>

using gallery::GalleryGrid;
using gallery::GalleryPlace;
using gallery::MeaningSearch;
using support::must;

namespace {

const QString pictureTower(64, u'b'); // as the fake worker names it
constexpr int pictures = 4;

} // namespace

/// Search by meaning through the whole place: five pictures, of which four are seen as 0°, 30°, 60° and 90°.
class TestMeaningSearch : public QObject
{
    Q_OBJECT

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::VotedStudy> m_study;
    std::unique_ptr<GalleryPlace> m_place;
    std::unique_ptr<widgets::BarRow> m_bar;
    QList<study::PictureId> m_pictures;

    static QString fake(const QString &mode)
    {
        return QStringLiteral("\"%1/../tests/fakescorer\" %2").arg(support::binFolder(), mode);
    }

    void open(const QString &mode, bool seen)
    {
        m_place.reset();
        m_study = std::make_unique<support::VotedStudy>(
            m_folder->file(QStringLiteral("%1.dissensus").arg(QString::fromLatin1(QTest::currentTestFunction()))));
        m_pictures.clear();
        const auto prompt =
            m_study->addPrompt(QStringLiteral("g"), QStringLiteral("original"), QStringLiteral("a boat"));
        for (int i = 0; i <= pictures; ++i)
            m_pictures.append(
                m_study->addPicture(prompt, QStringLiteral("Maker %1").arg(i), QColor(40 * i, 200 - 40 * i, 90)));
        const auto assets = must(storage::AssetRepository(m_study->database()).assets());
        for (int i = 0; i < pictures && seen; ++i)
            support::keepEmbedding(
                m_study->database(),
                support::embeddingOf(pictureTower, assets[study::AssetId(i + 1)].sha256, support::direction(30 * i)));
        qputenv("DISSENSUS_SCORER", fake(mode).toLocal8Bit());
        m_place = std::make_unique<GalleryPlace>();
        m_bar = std::make_unique<widgets::BarRow>();
        m_place->fillTopBar(m_bar.get());
        m_place->resize(1400, 800);
        m_place->setStudy(m_study->open());
        m_place->activate();
        m_place->QWidget::show();
        QVERIFY(QTest::qWaitForWindowExposed(m_place.get()));
        settle();
    }

    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_place->isSettled(), 30'000); }
    GalleryGrid *grid() const { return m_place->findChild<GalleryGrid *>(); }
    QStringList chips() const { return m_place->findChild<gallery::FilterRow *>()->chipTexts(); }
    widgets::Strip *strip() const { return m_place->findChild<widgets::Strip *>(QStringLiteral("meaning")); }
    QLineEdit *field() const { return m_bar->findChild<QLineEdit *>(); }
    void askFor(const QString &text)
    {
        auto *meaning = m_bar->findChild<widgets::Button *>(QStringLiteral("by-meaning"));
        if (!meaning->isChecked())
            meaning->click();
        field()->setText(text);
        QTest::keyClick(field(), Qt::Key_Return);
        settle();
    }
    /// "Maker 1 0.87", by cell.
    QStringList shown() const
    {
        QStringList texts;
        for (int cell = 0; cell < grid()->count(); ++cell)
            texts.append(grid()->cell(cell).right + u' ' + grid()->cell(cell).left);
        return texts;
    }

private Q_SLOTS:
    void initTestCase()
    {
        widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
        m_folder = std::make_unique<support::TestFolder>();
        qputenv("XDG_CACHE_HOME", m_folder->file(QStringLiteral("cache")).toLocal8Bit());
        QVERIFY(analysis::EmbeddingMatrix::defaultFolder().startsWith(m_folder->path()));
    }
    void cleanupTestCase() { m_place.reset(); }

    void closestFirst()
    {
        open(QStringLiteral("clip"), true);
        QCOMPARE(grid()->count(), pictures + 1);
        askFor(QStringLiteral("60 degrees"));
        QCOMPARE(shown(), (QStringList{QStringLiteral("Maker 2 1.00"), QStringLiteral("Maker 1 0.87"),
                                       QStringLiteral("Maker 3 0.87"), QStringLiteral("Maker 0 0.50")}));
        QCOMPARE(chips(), QStringList{QStringLiteral("Like “60 degrees”")});
        QCOMPARE(grid()->selected(), QList<int>{0});
        QVERIFY(!strip()->isVisible());
        askFor(QStringLiteral("0 degrees"));
        QCOMPARE(shown().first(), QStringLiteral("Maker 0 1.00"));
        QVERIFY(QFile::exists(analysis::EmbeddingMatrix::fileOf(analysis::EmbeddingMatrix::defaultFolder(),
                                                                m_study->database().uid(), pictureTower)));
        // The chip takes it away, and the order is what it was.
        auto *chip = m_place->findChild<gallery::FilterRow *>();
        QVERIFY(chip->focusFirstChip());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
        settle();
        QVERIFY(chips().isEmpty());
        QCOMPARE(grid()->count(), pictures + 1);
        QVERIFY(field()->text().isEmpty());
    }

    void otherFiltersGoOnTop()
    {
        open(QStringLiteral("clip"), true);
        askFor(QStringLiteral("90 degrees"));
        auto *meaning = m_bar->findChild<widgets::Button *>(QStringLiteral("by-meaning"));
        QVERIFY(meaning->isChecked());
        meaning->click(); // back to words: what is typed is one again
        QTRY_COMPARE_WITH_TIMEOUT(chips(), QStringList{QStringLiteral("“90 degrees”")}, 5000);
        field()->setText(QStringLiteral("boat"));
        QTRY_COMPARE_WITH_TIMEOUT(grid()->count(), pictures + 1, 5000);
    }

    void likeAPicture()
    {
        open(QStringLiteral("refuse"), true); // needs no worker
        grid()->setFocus();
        m_place->findChild<gallery::GalleryActions *>()->action(gallery::GalleryActions::Act::Similar)->trigger();
        settle();
        QCOMPARE(shown().value(0), QStringLiteral("Maker 0 1.00"));
        QCOMPARE(shown().value(3), QStringLiteral("Maker 3 0.00"));
        QCOMPARE(chips(), QStringList{QStringLiteral("Like Maker 0, “a boat”")});
    }

    void aPictureThatNobodySaw()
    {
        open(QStringLiteral("refuse"), true);
        widgets::Target target;
        target.pictures = {m_pictures.last()};
        m_place->show(target);
        settle();
        m_place->findChild<gallery::GalleryActions *>()->action(gallery::GalleryActions::Act::Similar)->trigger();
        settle();
        QVERIFY(strip()->isVisible());
        QVERIFY(strip()->text().contains(QStringLiteral("Score it in Scorers")));
    }

    void nothingInstalled()
    {
        open(QStringLiteral("good"), false);
        askFor(QStringLiteral("60 degrees"));
        QVERIFY(strip()->isVisible());
        QVERIFY(strip()->text().contains(QStringLiteral("Install CLIP-L")));
        QCOMPARE(grid()->count(), pictures + 1); // what was seen stays
        const QSignalSpy places(m_place.get(), &widgets::Place::placeRequested);
        QTest::mouseClick(strip()->findChild<widgets::Button *>(), Qt::LeftButton);
        QCOMPARE(places.size(), 1);
        QCOMPARE(places[0][0].value<widgets::PlaceId>(), widgets::PlaceId::Scorers);
        field()->clear();
        QTRY_VERIFY_WITH_TIMEOUT(!strip()->isVisible(), 5000);
    }

    void computesWhatIsMissingAndGoesOn()
    {
        open(QStringLiteral("clip"), false);
        askFor(QStringLiteral("60 degrees"));
        QVERIFY(strip()->isVisible());
        QVERIFY(strip()->text().contains(QStringLiteral("CLIP-L embeddings")));
        QTest::mouseClick(strip()->findChild<widgets::Button *>(), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(chips(), QStringList{QStringLiteral("Like “60 degrees”")}, 30'000);
        settle();
        QCOMPARE(grid()->count(), pictures + 1);
        QVERIFY(!strip()->isVisible());
    }

    void aWorkerThatDoesNotStartIsSaid()
    {
        open(QStringLiteral("refuse"), true);
        askFor(QStringLiteral("60 degrees"));
        QVERIFY(strip()->isVisible());
        QVERIFY(strip()->text().contains(QStringLiteral("ssh: no such host")));
        qputenv("DISSENSUS_SCORER", fake(QStringLiteral("clip")).toLocal8Bit());
        QTest::mouseClick(strip()->findChild<widgets::Button *>(), Qt::LeftButton); // Try again
        settle();
        QTRY_COMPARE_WITH_TIMEOUT(shown().value(0), QStringLiteral("Maker 2 1.00"), 10'000);
        QVERIFY(!strip()->isVisible());
    }
};

QTEST_MAIN(TestMeaningSearch)
#include "tst_meaningsearch.moc"
