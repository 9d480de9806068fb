#include "data/demo/raster.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <opencv2/imgproc.hpp>

#include <QPainter>

#include "data/demo/scene.h"

namespace demo {

cv::Mat toMat(const QImage &image)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB888);
    const cv::Mat bytes(rgb.height(), rgb.width(), CV_8UC3, const_cast<uchar *>(rgb.constBits()),
                        static_cast<std::size_t>(rgb.bytesPerLine()));
    cv::Mat pixels;
    bytes.convertTo(pixels, CV_32F, 1 / 255.0);
    return pixels;
}

QImage toImage(const cv::Mat &pixels)
{
    QImage image(pixels.cols, pixels.rows, QImage::Format_RGB888);
    cv::Mat bytes(image.height(), image.width(), CV_8UC3, image.bits(), static_cast<std::size_t>(image.bytesPerLine()));
    pixels.convertTo(bytes, CV_8U, 255.0);
    return image;
}

cv::Mat maskOf(const QPainterPath &path)
{
    QImage image(pictureSize, pictureSize, QImage::Format_Grayscale8);
    image.fill(Qt::black);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillPath(path, Qt::white);
    painter.end();
    const cv::Mat bytes(image.height(), image.width(), CV_8U, image.bits(),
                        static_cast<std::size_t>(image.bytesPerLine()));
    cv::Mat mask;
    bytes.convertTo(mask, CV_32F, 1 / 255.0);
    return mask;
}

cv::Scalar toScalar(const QColor &colour)
{
    return {static_cast<double>(colour.redF()), static_cast<double>(colour.greenF()),
            static_cast<double>(colour.blueF())};
}

cv::Mat blend(const cv::Mat &a, const cv::Mat &b, const cv::Mat &mask)
{
    cv::Mat wide;
    cv::merge(std::vector<cv::Mat>{mask, mask, mask}, wide);
    return a + (b - a).mul(wide);
}

cv::Mat blend(const cv::Mat &a, const cv::Mat &b, double amount)
{
    cv::Mat result;
    cv::addWeighted(a, 1 - amount, b, amount, 0, result);
    return result;
}

void tint(cv::Mat &pixels, const cv::Mat &mask, const QColor &colour)
{
    const cv::Mat plain(pixels.size(), CV_32FC3, toScalar(colour));
    pixels = blend(pixels, plain, mask);
}

cv::Mat lumaOf(const cv::Mat &pixels)
{
    cv::Mat luma;
    cv::transform(pixels, luma, cv::Matx13f(0.299F, 0.587F, 0.114F));
    return luma;
}

void saturate(cv::Mat &pixels, double factor)
{
    cv::Mat grey;
    cv::merge(std::vector<cv::Mat>(3, lumaOf(pixels)), grey);
    pixels = cv::max(cv::min(grey + (pixels - grey) * factor, 1.0), 0.0);
}

void addContrast(cv::Mat &pixels, double amount)
{
    pixels = cv::max(cv::min(pixels, 1.0), 0.0);
    const cv::Mat square = pixels.mul(pixels);
    const cv::Mat curve = square.mul(cv::Scalar::all(3) - 2.0 * pixels);
    pixels = pixels * (1 - amount) + curve * amount;
}

cv::Mat blurred(const cv::Mat &pixels, double sigma)
{
    cv::Mat result;
    if (sigma < 8) {
        cv::GaussianBlur(pixels, result, {}, sigma);
        return result;
    }
    // Wide blurs lose nothing at a quarter of the size.
    cv::resize(pixels, result, {}, 0.25, 0.25, cv::INTER_AREA);
    cv::GaussianBlur(result, result, {}, sigma / 4, sigma / 4, cv::BORDER_REFLECT);
    cv::resize(result, result, pixels.size(), 0, 0, cv::INTER_LINEAR);
    return result;
}

cv::Mat radial(QPointF centre)
{
    cv::Mat distance(pictureSize, pictureSize, CV_32F);
    const double full = std::numbers::sqrt2 * pictureSize / 2;
    for (int y = 0; y < pictureSize; ++y)
        for (int x = 0; x < pictureSize; ++x)
            distance.at<float>(y, x) = static_cast<float>(std::hypot(x - centre.x(), y - centre.y()) / full);
    return distance;
}

cv::Mat ramp(double degrees)
{
    cv::Mat values(pictureSize, pictureSize, CV_32F);
    const double angle = degrees * std::numbers::pi / 180;
    for (int y = 0; y < pictureSize; ++y)
        for (int x = 0; x < pictureSize; ++x)
            values.at<float>(y, x) = static_cast<float>(std::cos(angle) * x + std::sin(angle) * y);
    cv::normalize(values, values, 0, 1, cv::NORM_MINMAX);
    return values;
}

void multiply(cv::Mat &pixels, const cv::Mat &factor)
{
    cv::Mat wide;
    cv::merge(std::vector<cv::Mat>{factor, factor, factor}, wide);
    pixels = pixels.mul(wide);
}

void addLight(cv::Mat &pixels, const cv::Mat &strength, const QColor &colour)
{
    const cv::Scalar light = toScalar(colour);
    cv::Mat wide;
    cv::merge(std::vector<cv::Mat>{strength * light[0], strength * light[1], strength * light[2]}, wide);
    const cv::Scalar one = cv::Scalar::all(1);
    pixels = one - cv::Mat(one - pixels).mul(one - wide);
}

} // namespace demo
