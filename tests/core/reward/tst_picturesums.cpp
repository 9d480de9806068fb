#include "core/reward/picturesums.h"

#include <algorithm>
#include <random>
#include <vector>

#include <QTest>

#include "core/reward/resizekernels.h"

using reward::rowLanes;

namespace {

/// Columns of 16 rows of RGB.
std::vector<std::uint8_t> noise(std::size_t width)
{
    std::mt19937 random(9);
    std::vector<std::uint8_t> bytes(width * 3 * rowLanes);
    for (std::uint8_t &byte : bytes)
        byte = std::uint8_t(random());
    return bytes;
}

} // namespace

class TestPictureSums : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sums_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {1, 7, 1024, 1025, 2500}) // what is added in one go, and beyond it
            QTest::addRow("%d pixels", width) << width;
    }

    void sums()
    {
        QFETCH(const int, width);
        const auto columns = noise(std::size_t(width));
        std::vector<float> luma(std::size_t(width) * rowLanes);
        reward::PictureSums made;
        reward::addColumns(columns.data(), std::size_t(width), luma.data(), made);
        reward::addColumns(columns.data(), std::size_t(width), luma.data(), made); // adds to what is there

        std::int64_t r = 0, g = 0, b = 0, rr = 0, gg = 0, bb = 0, rg = 0, rb = 0, gb = 0;
        std::array<std::int64_t, 256> chroma{};
        for (std::size_t x = 0; x < std::size_t(width); ++x) {
            for (std::size_t row = 0; row < rowLanes; ++row) {
                const auto at = [&](std::size_t c) { return std::int64_t(columns[(x * 3 + c) * rowLanes + row]); };
                r += at(0);
                g += at(1);
                b += at(2);
                rr += at(0) * at(0);
                gg += at(1) * at(1);
                bb += at(2) * at(2);
                rg += at(0) * at(1);
                rb += at(0) * at(2);
                gb += at(1) * at(2);
                const std::int64_t high = std::max({at(0), at(1), at(2)});
                chroma[std::size_t(high)] += high - std::min({at(0), at(1), at(2)});
                QCOMPARE(luma[x * rowLanes + row], float(299 * at(0) + 587 * at(1) + 114 * at(2)));
            }
        }
        const std::array expected{r, g, b, rr, gg, bb, rg, rb, gb};
        auto twice = expected;
        for (std::int64_t &sum : twice)
            sum *= 2;
        QCOMPARE((std::array{made.r, made.g, made.b, made.rr, made.gg, made.bb, made.rg, made.rb, made.gb}), twice);
        for (std::size_t high = 0; high < 256; ++high) {
            std::int64_t sum = 0;
            for (const auto &table : made.chroma)
                sum += table[high];
            QCOMPARE(sum, 2 * chroma[high]);
        }
    }

    void colours_data()
    {
        QTest::addColumn<int>("pixels");
        for (const int pixels : {0, 1, 31, 4096, 4097, 10000}) // what is added in one go, and beyond it
            QTest::addRow("%d pixels", pixels) << pixels;
    }

    void colours()
    {
        QFETCH(const int, pixels);
        const auto rgb = noise(std::size_t(pixels) / rowLanes + 1);
        reward::ColourSums made{1, 2, 3, 4}; // adds to what is there
        reward::addColours(rgb.data(), std::size_t(pixels), made);
        std::int64_t rg = 1, rgSquares = 2, yb = 3, ybSquares = 4;
        for (std::size_t i = 0; i < std::size_t(pixels); ++i) {
            const int redGreen = rgb[3 * i] - rgb[3 * i + 1];
            const int yellowBlue = rgb[3 * i] + rgb[3 * i + 1] - 2 * rgb[3 * i + 2];
            rg += redGreen;
            rgSquares += redGreen * redGreen;
            yb += yellowBlue;
            ybSquares += yellowBlue * yellowBlue;
        }
        QCOMPARE(made.redGreen, rg);
        QCOMPARE(made.redGreenSquares, rgSquares);
        QCOMPARE(made.yellowBlue, yb);
        QCOMPARE(made.yellowBlueSquares, ybSquares);
    }

    /// The largest values that there are: 32 bits would not hold the sums of a large picture.
    void extremes()
    {
        constexpr std::size_t width = 60000;
        const std::vector<std::uint8_t> white(width * 3 * rowLanes, 255);
        std::vector<float> luma(width * rowLanes);
        reward::PictureSums sums;
        reward::addColumns(white.data(), width, luma.data(), sums);
        QCOMPARE(sums.r, std::int64_t(width) * rowLanes * 255);
        QCOMPARE(sums.gb, std::int64_t(width) * rowLanes * 255 * 255);

        constexpr std::int64_t pixels = 1000000;
        std::vector<std::uint8_t> blue(3 * pixels);
        for (std::size_t i = 2; i < blue.size(); i += 3)
            blue[i] = 255;
        reward::ColourSums colours;
        reward::addColours(blue.data(), std::size_t(pixels), colours);
        QCOMPARE(colours.yellowBlue, -510 * pixels);
        QCOMPARE(colours.yellowBlueSquares, 510 * 510 * pixels);
        QCOMPARE(colours.redGreenSquares, 0);
    }

    void averages()
    {
        const std::vector<reward::AreaWeight> weights{
            {0, 0, 0.5F}, {0, 1, 0.5F}, {1, 1, 0.25F}, {1, 2, 0.5F}, {1, 3, 0.25F}};
        std::vector<float> columns;
        for (std::size_t i = 0; i < 4 * rowLanes; ++i)
            columns.push_back(float(8 * i));
        std::vector<float> out(2 * rowLanes);
        reward::averageColumns(columns.data(), weights.data(), weights.size(), out.data());
        for (std::size_t row = 0; row < rowLanes; ++row) {
            QCOMPARE(out[row], (columns[row] + columns[rowLanes + row]) / 2);
            QCOMPARE(out[rowLanes + row], columns[2 * rowLanes + row]); // evenly spaced: the one in the middle
        }
    }

    void floatsAreTurnedBack()
    {
        for (std::size_t width = 1; width <= 9; ++width) {
            for (int rowCount = 1; rowCount <= rowLanes; ++rowCount) {
                std::vector<float> columns;
                for (std::size_t i = 0; i < width * rowLanes; ++i)
                    columns.push_back(float(i));
                std::vector<std::vector<float>> rows(std::size_t(rowCount), std::vector<float>(width + 1, -1));
                std::vector<float *> starts;
                for (std::vector<float> &row : rows)
                    starts.push_back(row.data());
                reward::floatColumnsToRows(columns.data(), width, starts.data(), rowCount);
                for (std::size_t r = 0; r < rows.size(); ++r) {
                    for (std::size_t x = 0; x < width; ++x)
                        QCOMPARE(rows[r][x], float(x * rowLanes + r));
                    QCOMPARE(rows[r][width], -1.0F); // not a number beyond
                }
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestPictureSums)
#include "tst_picturesums.moc"
