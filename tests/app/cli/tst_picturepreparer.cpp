#include "app/cli/picturepreparer.h"

#include <QColorSpace>
#include <QDir>
#include <QTest>

#include "tests/support/leakhunt.h"
#include "tests/support/studies.h"

using support::must;

namespace {

/// Pictures without a study: the handle is the colour; "broken" has none.
class ColourSource : public trials::PictureSource
{
public:
    base::Result<QImage> picture(const QString &handle) const override
    {
        if (handle == QLatin1String("broken"))
            return base::fail(QStringLiteral("picture.broken"), QStringLiteral("the picture cannot be read"));
        QImage image(5, 3, QImage::Format_ARGB32);
        image.fill(QColor(handle));
        image.setText(QStringLiteral("parameters"), QStringLiteral("secret seed 77"));
        image.setDotsPerMeterX(2835);
        image.setColorSpace(QColorSpace(QColorSpace::AdobeRgb));
        return image;
    }
};

trials::BlindTrial trialOf(const QString &id, const QString &left, const QString &right)
{
    trials::BlindTrial trial;
    trial.id = id;
    trial.pictures = {{left, QSize(5, 3)}, {right, QSize(5, 3)}};
    return trial;
}

} // namespace

class TestPicturePreparer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void filesHoldPixelsAndNothingElse()
    {
        cli::PicturePreparer preparer(must(cli::PictureFolder::create()), std::make_shared<ColourSource>());
        const auto pictures =
            preparer.pictures(trialOf(QStringLiteral("t"), QStringLiteral("#80ff0000"), QStringLiteral("#0000ff")));
        QCOMPARE(pictures.size(), 2);
        QCOMPARE(pictures.at(0).size, QSize(5, 3));
        QFile file(pictures.at(0).file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(support::pngChunks(file.readAll()).join(' '), QByteArray("IHDR IDAT IEND"));
        QCOMPARE(QImage(pictures.at(0).file).pixelColor(4, 2), QColor(QStringLiteral("#80ff0000")));
        QCOMPARE(QImage(pictures.at(1).file).pixelColor(0, 0), QColor(Qt::blue));
    }

    void brokenPictureSaysWhy()
    {
        cli::PicturePreparer preparer(must(cli::PictureFolder::create()), std::make_shared<ColourSource>());
        const auto pictures =
            preparer.pictures(trialOf(QStringLiteral("t"), QStringLiteral("red"), QStringLiteral("broken")));
        QVERIFY(!pictures.at(0).error);
        QVERIFY(pictures.at(1).file.isEmpty());
        QCOMPARE(pictures.at(1).error->code, QStringLiteral("picture.broken"));
        QCOMPARE(pictures.at(1).size, QSize(5, 3));
    }

    void othersAreRemoved()
    {
        auto folder = must(cli::PictureFolder::create());
        const QDir place(folder.path());
        {
            cli::PicturePreparer preparer(std::move(folder), std::make_shared<ColourSource>());
            const trials::BlindTrial one =
                trialOf(QStringLiteral("one"), QStringLiteral("red"), QStringLiteral("blue"));
            const trials::BlindTrial two =
                trialOf(QStringLiteral("two"), QStringLiteral("red"), QStringLiteral("green"));
            preparer.prepare(two);
            const auto first = preparer.pictures(one);
            QCOMPARE(preparer.pictures(one).at(0).file, first.at(0).file); // written once
            preparer.pictures(two);
            QCOMPARE(place.entryList(QDir::Files).size(), 4);
            preparer.keepOnly({QStringLiteral("two")});
            QCOMPARE(place.entryList(QDir::Files).size(), 2);
            QVERIFY(!QFile::exists(first.at(0).file));
        }
        QVERIFY(!place.exists());
    }
};

QTEST_GUILESS_MAIN(TestPicturePreparer)
#include "tst_picturepreparer.moc"
