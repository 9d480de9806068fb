#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "core/reward/preprocess.h"

namespace {

constexpr int size = 224;

/// Median milliseconds of processor time of `repeats` runs after one that does not count.
template <typename Work>
double medianMs(int repeats, const Work &work)
{
    std::vector<double> times;
    for (int i = 0; i <= repeats; ++i) {
        const std::clock_t start = std::clock();
        work();
        times.push_back(1000.0 * double(std::clock() - start) / CLOCKS_PER_SEC);
    }
    std::sort(times.begin() + 1, times.end());
    return times[std::size_t(1 + repeats / 2)];
}

} // namespace

/// usage: dissensus-preprocess-bench WIDTH HEIGHT REPEATS: milliseconds of processor time on one thread, as
/// JSON.
int main(int argc, char **argv)
{
    if (argc != 4) {
        std::fputs("usage: dissensus-preprocess-bench WIDTH HEIGHT REPEATS\n", stderr);
        return 2;
    }
    reward::Picture picture;
    picture.width = std::atoi(argv[1]);
    picture.height = std::atoi(argv[2]);
    const int repeats = std::atoi(argv[3]);
    if (picture.width <= 0 || picture.height <= 0 || repeats <= 0)
        return 2;
    picture.rgb.resize(std::size_t(picture.width) * std::size_t(picture.height) * 3);
    for (std::size_t i = 0; i < picture.rgb.size(); ++i)
        picture.rgb[i] = std::uint8_t(i * 7919 >> 5);

    std::vector<float> out(std::size_t(3) * size * size);
    const double clip =
        medianMs(repeats, [&] { reward::clipShortSide(picture, size, reward::ClipCrop::Torchvision, out.data()); });
    const double hps = medianMs(
        repeats, [&] { (void)reward::hpsLongSide(picture, size, reward::FloatResize::Antialias, out.data()); });
    std::printf("{\"clip_ms\": %.4f, \"hps_ms\": %.4f}\n", clip, hps);
    return 0;
}
