#include "core/analysis/embeddingvector.h"

#include <algorithm>
#include <bit>
#include <cmath>

#include <Eigen/Core>

#include <QFloat16>
#include <QtEndian>

namespace analysis {

namespace {

template <typename Stored, typename Convert>
std::vector<double> read(const QByteArray &data, Convert convert)
{
    std::vector<double> values(size_t(data.size()) / sizeof(Stored));
    for (size_t i = 0; i < values.size(); ++i)
        values[i] = convert(qFromLittleEndian<Stored>(data.constData() + i * sizeof(Stored)));
    return values;
}

std::vector<double> componentsOf(const QString &dtype, const QByteArray &data)
{
    if (dtype == QLatin1String("f64"))
        return read<quint64>(data, [](quint64 bits) { return std::bit_cast<double>(bits); });
    if (dtype == QLatin1String("fp32"))
        return read<quint32>(data, [](quint32 bits) { return double(std::bit_cast<float>(bits)); });
    if (dtype == QLatin1String("fp16"))
        return read<quint16>(data, [](quint16 bits) { return double(float(std::bit_cast<qfloat16>(bits))); });
    if (dtype == QLatin1String("bf16")) // the upper half of an fp32
        return read<quint16>(data, [](quint16 bits) { return double(std::bit_cast<float>(quint32(bits) << 16)); });
    return {};
}

int bytesOf(const QString &dtype)
{
    return dtype == QLatin1String("f64") ? 8 : dtype == QLatin1String("fp32") ? 4 : 2;
}

} // namespace

std::optional<std::vector<float>> unitVector(const QString &dtype, const QString &shape, const QByteArray &data)
{
    bool isNumber = false;
    const int extent = shape.toInt(&isNumber);
    if (!isNumber || extent < 1 || extent > longestEmbedding || data.size() != qsizetype(extent) * bytesOf(dtype))
        return {};
    const std::vector<double> components = componentsOf(dtype, data);
    double squares = 0;
    for (const double value : components)
        squares += value * value;
    if (components.empty() || !std::isfinite(squares) || squares == 0)
        return {};
    std::vector<float> unit(components.size());
    std::transform(components.begin(), components.end(), unit.begin(),
                   [length = std::sqrt(squares)](double value) { return float(value / length); });
    return unit;
}

float dotProduct(std::span<const float> a, std::span<const float> b)
{
    const auto size = Eigen::Index(a.size());
    return Eigen::Map<const Eigen::VectorXf>(a.data(), size).dot(Eigen::Map<const Eigen::VectorXf>(b.data(), size));
}

} // namespace analysis
