#pragma once

// Only for the .cpp files of plots, like plotstyle.h.
#include <array>

#include "core/analysis/pairpoints.h"
#include "ui/disagreement/pairselection.h"
#include "ui/disagreement/plotstyle.h"

namespace disagreement {

/// Every word in the scatter.
struct ScatterWords
{
    QString xTitle;
    QString yTitle;
    std::array<QString, 4> corners{}; ///< top left, top right, bottom left, bottom right
    std::array<QString, 4> counts{};
    QString mean;
};

/// What the scatter draws, from back to front: density, points, mean with its band, selected points, words.
class ScatterLayers
{
public:
    explicit ScatterLayers(QCustomPlot *plot);

    /// Which side a point's colour stands for.
    enum Colour { Model, People, Grey, ColourCount };
    static Colour colourOf(const analysis::PairPoint &point);
    static QColor inkOf(Colour colour, const widgets::Tokens &tokens, bool translucent);

    void applyTokens(const widgets::Tokens &tokens);
    void setWords(const ScatterWords &words);
    /// `places` are those of the points, jitter included.
    void fill(const std::vector<analysis::PairPoint> &points, const std::vector<QPointF> &places);
    void fillMeans(const std::vector<analysis::MeanOfBin> &means);
    void fillSelected(const std::vector<analysis::PairPoint> &points, const std::vector<QPointF> &places,
                      const PairSelection &selection);

    /// Above this the points of a colour become its density.
    static constexpr size_t mostPoints = 20000;

private:
    void addLines();
    void addPoints();
    void addWords();
    QCPGraph *addScatter();
    void fillDensity(const std::vector<analysis::PairPoint> &points, const std::vector<QPointF> &places);

    QCustomPlot *m_plot;
    QString m_meanText;
    QCPItemStraightLine *m_zero = nullptr;
    QCPItemStraightLine *m_half = nullptr;
    std::array<QCPColorMap *, ColourCount> m_density{};
    std::array<QCPGraph *, ColourCount> m_points{};
    std::array<QCPGraph *, ColourCount> m_selected{};
    QCPGraph *m_mean = nullptr;
    QCPGraph *m_bandLow = nullptr;
    QCPGraph *m_bandHigh = nullptr;
    std::array<QCPItemText *, 4> m_corners{};
    std::array<QCPItemText *, 4> m_counts{};
    QCPItemText *m_meanLabel = nullptr;
};

} // namespace disagreement
