#pragma once

#include <opencv2/core.hpp>

#include <QColor>
#include <QImage>
#include <QPainterPath>

namespace demo {

/// Pixels as CV_32FC3 in RGB order, sRGB values in [0, 1]: what effects work on.
cv::Mat toMat(const QImage &image);
/// Rounded and clipped to 8 bit.
QImage toImage(const cv::Mat &pixels);

/// Coverage of a shape, CV_32F in [0, 1].
cv::Mat maskOf(const QPainterPath &path);

cv::Scalar toScalar(const QColor &colour);
/// `a` where `mask` is 0, `b` where it is 1.
cv::Mat blend(const cv::Mat &a, const cv::Mat &b, const cv::Mat &mask);
cv::Mat blend(const cv::Mat &a, const cv::Mat &b, double amount);
/// `pixels` towards one colour by `mask`.
void tint(cv::Mat &pixels, const cv::Mat &mask, const QColor &colour);
/// Luma of the contract: 0.299 R + 0.587 G + 0.114 B.
cv::Mat lumaOf(const cv::Mat &pixels);
/// Saturation around the luma; 1 changes nothing.
void saturate(cv::Mat &pixels, double factor);
/// A soft S-curve; 0 changes nothing.
void addContrast(cv::Mat &pixels, double amount);
/// Blurs with `sigma` pixels; cheap for large values.
cv::Mat blurred(const cv::Mat &pixels, double sigma);
/// Distance from the centre, 0 there to 1 in the corners, CV_32F.
cv::Mat radial(QPointF centre = {384, 384});
/// A ramp from 0 to 1 along the direction (degrees clockwise from right), CV_32F.
cv::Mat ramp(double degrees);
/// Multiplies each channel by the single-channel `factor`.
void multiply(cv::Mat &pixels, const cv::Mat &factor);
/// Screen blending of light, as CV_32FC3 or CV_32F times a colour.
void addLight(cv::Mat &pixels, const cv::Mat &strength, const QColor &colour);

} // namespace demo
