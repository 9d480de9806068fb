#include "core/trials/studypicturesource.h"

#include <thread>
#include <vector>

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include "core/storage/picturerepository.h"
#include "core/trials/unblindedstudy.h"
#include "tests/support/leakhunt.h"
#include "tests/support/smallstudy.h"
#include "tests/support/studies.h"

using support::must;

class TestStudyPictureSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<support::TestFolder>();
        m_study = std::make_unique<support::SmallStudy>(m_folder->path());
        m_source = source();
        for (const study::Picture &picture : must(storage::PictureRepository(m_study->database()).pictures()))
            m_pictures.append(picture);
    }
    void cleanup()
    {
        m_pictures.clear();
        m_study.reset();
    }

    void pixelsAndSize();
    void handlesAreFresh();
    void manyThreads();
    void failuresNameNoFile();

private:
    QColor colourOnDisk(const trials::BlindPicture &picture) const
    {
        return m_source->picture(picture.handle)->pixelColor(0, 0);
    }

    std::unique_ptr<trials::StudyPictureSource> source() const
    {
        return std::make_unique<trials::StudyPictureSource>(std::make_shared<trials::UnblindedStudy>(m_study->path()));
    }
    static trials::SeatPicture seat(const study::Picture &picture) { return {picture.asset, QSize(24, 24)}; }

    std::unique_ptr<support::TestFolder> m_folder;
    std::unique_ptr<support::SmallStudy> m_study;
    std::unique_ptr<trials::StudyPictureSource> m_source;
    QList<study::Picture> m_pictures;
};

void TestStudyPictureSource::pixelsAndSize()
{
    const trials::BlindPicture shown = must(m_source->show(seat(m_pictures.constFirst())));
    QCOMPARE(shown.size, QSize(24, 24));
    const QImage image = must(m_source->picture(shown.handle));
    QCOMPARE(image.size(), shown.size);
    const QImage file(m_study->pictureFile(0, QStringLiteral("Zebra"), QStringLiteral("original")));
    QCOMPARE(image.pixelColor(3, 3), file.pixelColor(3, 3));
}

void TestStudyPictureSource::handlesAreFresh()
{
    const auto one = must(m_source->show(seat(m_pictures.constFirst())));
    const auto two = must(m_source->show(seat(m_pictures.constFirst())));
    static const QRegularExpression form(QStringLiteral("^[0-9a-f]{32}$"));
    QVERIFY(form.match(one.handle).hasMatch());
    QVERIFY(one.handle != two.handle);
    SUPPORT_FAILS(m_source->picture(QStringLiteral("00")), "picture.handle");
    SUPPORT_FAILS(source()->picture(one.handle), "picture.handle");
}

void TestStudyPictureSource::manyThreads()
{
    QStringList handles;
    QList<QColor> expected;
    for (const study::Picture &picture : std::as_const(m_pictures)) {
        const auto shown = must(m_source->show(seat(picture)));
        handles.append(shown.handle);
        expected.append(colourOnDisk(shown));
    }
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int thread = 0; thread < 4; ++thread)
        threads.emplace_back([&] {
            for (qsizetype i = 0; i < handles.size(); ++i) {
                const auto image = m_source->picture(handles.at(i));
                if (image && image->pixelColor(5, 5) == expected.at(i))
                    ++right;
            }
        });
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(right.load(), static_cast<int>(4 * handles.size()));
}

void TestStudyPictureSource::failuresNameNoFile()
{
    const auto shown = must(m_source->show(seat(m_pictures.constFirst())));
    const QString path = m_study->pictureFile(0, QStringLiteral("Zebra"), QStringLiteral("original"));
    support::LeakHunt hunt(
        {QStringLiteral("Zebra"), QStringLiteral("pictures/"), m_folder->path(), QStringLiteral("group0")});
    const auto searchError = [&](const char *code) {
        const auto image = m_source->picture(shown.handle);
        QVERIFY(!image);
        QCOMPARE(image.error().code, QString::fromLatin1(code));
        hunt.search(image.error().code, image.error().toLine() + image.error().file + image.error().details.join(u' '));
    };
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    file.write("changed");
    file.close();
    searchError("picture.changed");
    QVERIFY(file.remove());
    searchError("picture.missing");
    QCOMPARE(hunt.findings(), QStringList());
    QCOMPARE(hunt.searched(), 2);
}

QTEST_GUILESS_MAIN(TestStudyPictureSource)
#include "tst_studypicturesource.moc"
