#include <QBuffer>
#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

#include "core/base/hash.h"
#include "core/imaging/decode.h"
#include "core/storage/assetrepository.h"
#include "core/storage/picturerepository.h"
#include "tests/support/studies.h"
#include "tests/ui/support/votedstudy.h"
#include "ui/compare/compareview.h"
#include "ui/compare/fullview.h"
#include "ui/widgets/pictureview.h"

namespace {

/// The longest time between two turns of the event loop since it was made.
class Watchdog : public QObject
{
public:
    Watchdog()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        connect(&m_timer, &QTimer::timeout, this, [this] {
            m_longest = std::max(m_longest, m_since.elapsed());
            m_since.restart();
        });
        m_since.start();
        m_timer.start();
    }
    qint64 longestMs() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

QByteArray grain(QSize size)
{
    QImage image(size, QImage::Format_Grayscale8);
    for (int y = 0; y < size.height(); ++y) {
        uchar *row = image.scanLine(y);
        for (int x = 0; x < size.width(); ++x)
            row[x] = uchar((x * 7 + y * 13 + (x ^ y)) & 0xff);
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG", 60);
    return bytes;
}

} // namespace

/// Two pictures of 100 megapixels and one of 4K are shown, zoomed, moved, fitted and resized: the window answers all
/// the time. How long a picture takes to decode is measured beside it, in the same run, and is the yardstick.
class LargePicturesTest : public QObject
{
    Q_OBJECT

    support::TestFolder m_folder;
    std::unique_ptr<support::VotedStudy> m_writer;
    widgets::StudyPtr m_study;
    std::vector<analysis::SheetPicture> m_pictures;
    qint64 m_decodeMs = 0;

    void add(QSize size, const QByteArray &bytes, const study::Prompt &prompt, const QString &generator)
    {
        study::Asset asset;
        asset.sha256 = base::sha256(bytes + generator.toUtf8());
        asset.bytes = bytes.size();
        asset.width = size.width();
        asset.height = size.height();
        asset.format = QStringLiteral("jpeg");
        storage::AssetRepository assets(m_writer->database());
        asset = support::must(assets.addAsset(asset));
        support::must(assets.embed(asset.id, bytes));
        study::Picture picture;
        picture.asset = asset.id;
        picture.generator = support::must(storage::PictureRepository(m_writer->database()).addGenerator(generator)).id;
        picture.prompt = prompt.id;
        picture.variant = prompt.variant;
        picture.id = support::must(storage::PictureRepository(m_writer->database()).addPicture(picture));
        m_pictures.push_back({picture, generator, asset, QString()});
    }

    compare::Table table() const
    {
        compare::Table table;
        for (const analysis::SheetPicture &picture : m_pictures)
            table.columns.push_back({picture.generator, {}, false, 0});
        return table;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_writer = std::make_unique<support::VotedStudy>(m_folder.file(QStringLiteral("large.dissensus")));
        const auto prompt =
            m_writer->addPrompt(QStringLiteral("g"), QStringLiteral("original"), QStringLiteral("a dune"));
        constexpr QSize hundredMegapixels(12500, 8000);
        const QByteArray huge = grain(hundredMegapixels);
        QElapsedTimer decoding;
        decoding.start();
        QVERIFY(imaging::decode(huge));
        m_decodeMs = decoding.elapsed();
        add(hundredMegapixels, huge, prompt, QStringLiteral("A"));
        constexpr QSize fourK(3840, 2160);
        add(fourK, grain(fourK), prompt, QStringLiteral("B"));
        m_study = m_writer->open();
    }

    void theWindowAnswersAllTheTime()
    {
        widgets::PictureCache cache(m_study);
        compare::CompareView view;
        view.setCache(&cache);
        view.resize(1356, 800);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        Watchdog watchdog;
        view.setTable(m_pictures, table());
        const auto &views = view.pictures()->views();
        QTRY_VERIFY_WITH_TIMEOUT(views[0]->frame().hasImage(), 60000);
        QTRY_VERIFY_WITH_TIMEOUT(cache.isIdle() && views[1]->frame().hasImage(), 60000);
        // Fitted, it is sharp without having been decoded whole.
        QVERIFY(views[0]->frame().image().width() >= views[0]->width());
        QVERIFY(views[0]->frame().image().width() < 3000);

        widgets::Zoom actual;
        actual.kind = widgets::Zoom::Kind::Actual;
        view.pictures()->link()->setZoom(actual);
        QTRY_COMPARE_WITH_TIMEOUT(views[0]->frame().image().width(), 12500, 60000);
        for (int i = 0; i < 20; ++i) {
            actual.centre = QPointF(0.2 + i * 0.03, 0.5);
            view.pictures()->link()->setZoom(actual);
            QTest::qWait(2);
        }
        view.pictures()->fitAll();
        QTest::qWait(20);
        view.resize(1100, 700);
        QTest::qWait(20);
        qInfo("longest gap %lld ms, decoding takes %lld ms", watchdog.longestMs(), m_decodeMs);
        QVERIFY2(watchdog.longestMs() < m_decodeMs / 3,
                 qPrintable(QStringLiteral("%1 of %2 ms").arg(watchdog.longestMs()).arg(m_decodeMs)));
    }
};

QTEST_MAIN(LargePicturesTest)
#include "tst_largepictures.moc"
