#include "data/demo/shapes.h"

#include <cmath>
#include <numbers>

#include <QPainterPathStroker>

#include "data/demo/scene.h"

namespace demo {

Shape &Scene::add(Role role, const QPainterPath &path, const QColor &top, const QColor &bottom)
{
    Shape &shape = shapes.emplace_back(Shape{path, top, bottom, role});
    shape.object = object;
    return shape;
}

QPainterPath ridge(Random &random, const RidgeForm &form)
{
    const CurveNoise noise(random);
    const double start = random.uniform(0, 400);
    QPolygonF line;
    for (double x = -200; x <= pictureSize + 200; x += 4) {
        double value = noise.fractal(start + x / form.width, form.octaves, form.gain);
        if (form.sharp)
            value = 1 - 2.2 * std::abs(value);
        line.append(QPointF(x, form.base - form.height * value));
    }
    line.append(QPointF(pictureSize + 200, pictureSize + 12));
    line.append(QPointF(-200, pictureSize + 12));
    QPainterPath path;
    path.addPolygon(line);
    path.closeSubpath();
    return path;
}

double topAt(const QPainterPath &ridge, double x)
{
    for (int i = 1; i < ridge.elementCount(); ++i) {
        const QPointF a = ridge.elementAt(i - 1);
        const QPointF b = ridge.elementAt(i);
        if (a.x() <= x && b.x() >= x && b.x() > a.x())
            return a.y() + (b.y() - a.y()) * (x - a.x()) / (b.x() - a.x());
    }
    return pictureSize;
}

QPainterPath disc(QPointF centre, double radius)
{
    return oval(centre, radius, radius);
}

QPainterPath oval(QPointF centre, double radiusX, double radiusY)
{
    QPainterPath path;
    path.addEllipse(centre, radiusX, radiusY);
    return path;
}

QPainterPath box(double left, double top, double width, double height, double radius)
{
    QPainterPath path;
    path.addRoundedRect(QRectF(left, top, width, height), radius, radius);
    return path;
}

QPainterPath polygon(const QList<QPointF> &points)
{
    QPainterPath path;
    path.addPolygon(QPolygonF(points));
    path.closeSubpath();
    return path;
}

QPainterPath curve(const QList<QPointF> &points)
{
    // Catmull-Rom through the points, written as cubic Bézier segments.
    QPainterPath path;
    const auto count = points.size();
    path.moveTo(points.first());
    for (qsizetype i = 0; i < count; ++i) {
        const QPointF &before = points[(i + count - 1) % count];
        const QPointF &from = points[i];
        const QPointF &to = points[(i + 1) % count];
        const QPointF &after = points[(i + 2) % count];
        path.cubicTo(from + (to - before) / 6, to - (after - from) / 6, to);
    }
    path.closeSubpath();
    return path;
}

QPainterPath bar(QPointF from, QPointF to, double width, double tip)
{
    const QPointF along = to - from;
    const double length = std::max(1e-6, std::hypot(along.x(), along.y()));
    const QPointF side(-along.y() / length, along.x() / length);
    const double end = tip < 0 ? width : tip;
    return polygon(
        {from + side * (width / 2), to + side * (end / 2), to - side * (end / 2), from - side * (width / 2)});
}

QPainterPath stroke(const QPainterPath &line, double width)
{
    QPainterPathStroker stroker;
    stroker.setWidth(width);
    stroker.setCapStyle(Qt::RoundCap);
    stroker.setJoinStyle(Qt::RoundJoin);
    return stroker.createStroke(line);
}

QPainterPath blob(Random &random, QPointF centre, double radiusX, double radiusY, double roughness)
{
    constexpr int count = 14;
    QList<QPointF> points;
    for (int i = 0; i < count; ++i) {
        const double angle = 2 * std::numbers::pi * i / count;
        const double reach = 1 + roughness * random.uniform(-1, 1);
        points.append(centre + QPointF(std::cos(angle) * radiusX * reach, std::sin(angle) * radiusY * reach));
    }
    return curve(points);
}

QPainterPath conifer(Random &random, QPointF foot, double height, double width)
{
    const int tiers = 5 + random.index(3);
    QList<QPointF> left;
    QList<QPointF> right;
    for (int tier = 0; tier < tiers; ++tier) {
        const double share = static_cast<double>(tier + 1) / tiers;
        const double y = foot.y() - height * (1 - share * 0.9);
        const double reach = width / 2 * share * random.uniform(0.85, 1.1);
        left.append({foot.x() - reach, y});
        left.append({foot.x() - reach * 0.55, y - height * 0.015});
        right.append({foot.x() + reach * random.uniform(0.9, 1.1), y});
        right.append({foot.x() + reach * 0.55, y - height * 0.015});
    }
    QList<QPointF> outline{{foot.x(), foot.y() - height}};
    outline += right;
    outline.append({foot.x() + width * 0.05, foot.y() - height * 0.1});
    outline.append({foot.x() + width * 0.05, foot.y()});
    outline.append({foot.x() - width * 0.05, foot.y()});
    outline.append({foot.x() - width * 0.05, foot.y() - height * 0.1});
    for (auto it = left.crbegin(); it != left.crend(); ++it)
        outline.append(*it);
    return polygon(outline);
}

QPainterPath crown(Random &random, QPointF centre, double radius)
{
    QPainterPath path = blob(random, centre, radius, radius * 0.9, 0.08);
    for (int i = 0; i < 7; ++i) {
        const double angle = random.uniform(0, 2 * std::numbers::pi);
        const QPointF at = centre + QPointF(std::cos(angle), std::sin(angle) * 0.8) * radius * 0.65;
        path =
            path.united(blob(random, at, radius * random.uniform(0.35, 0.55), radius * random.uniform(0.32, 0.5), 0.1));
    }
    return path;
}

QPainterPath frame()
{
    return box(-8, -8, pictureSize + 16, pictureSize + 16);
}

} // namespace demo
