#pragma once

#include <QList>
#include <QPainterPath>
#include <QPolygonF>

#include "data/demo/noise.h"
#include "data/demo/random.h"

namespace demo {

/// How a line of hills runs: height of its mean line, of its waves, how wide they are, and how rough.
struct RidgeForm
{
    double base = 400;  ///< y of the mean line
    double height = 60; ///< largest distance from it
    double width = 300; ///< pixels of one wave
    int octaves = 3;
    double gain = 0.4;
    bool sharp = false; ///< peaks instead of waves
};

/// Ground below a line of hills, down to the lower edge of the frame.
QPainterPath ridge(Random &random, const RidgeForm &form);
/// y of the upper edge of a ridge at `x`.
double topAt(const QPainterPath &ridge, double x);

QPainterPath disc(QPointF centre, double radius);
QPainterPath oval(QPointF centre, double radiusX, double radiusY);
QPainterPath box(double left, double top, double width, double height, double radius = 0);
QPainterPath polygon(const QList<QPointF> &points);
/// A closed soft curve through the points.
QPainterPath curve(const QList<QPointF> &points);
/// A line with round ends as a shape; `tip` is the width at its end.
QPainterPath bar(QPointF from, QPointF to, double width, double tip = -1);
/// An open soft line as a shape.
QPainterPath stroke(const QPainterPath &line, double width);
/// An irregular round shape.
QPainterPath blob(Random &random, QPointF centre, double radiusX, double radiusY, double roughness);
/// A conifer whose foot is at `foot`.
QPainterPath conifer(Random &random, QPointF foot, double height, double width);
/// A round crown of several blobs around `centre`.
QPainterPath crown(Random &random, QPointF centre, double radius);
/// The frame itself.
QPainterPath frame();

} // namespace demo
