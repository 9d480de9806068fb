#pragma once

#include <optional>
#include <span>

#include <QtGlobal>

namespace statistics {

/// One judged pair: the scorer's difference first − second, and what people said.
struct Judgement
{
    double difference = 0;
    bool firstPreferred = false;
};

/// How predictions met the truth; the positive class is "first preferred".
struct Confusion
{
    qint64 truePositives = 0;
    qint64 falsePositives = 0;
    qint64 falseNegatives = 0;
    qint64 trueNegatives = 0;
    qint64 ties = 0; ///< judgements whose difference is 0; they are counted above as "second" predicted

    qint64 n() const { return truePositives + falsePositives + falseNegatives + trueNegatives; }
    qint64 correct() const { return truePositives + trueNegatives; }
    qint64 positives() const { return truePositives + falseNegatives; }
    /// Share of correct predictions; nothing for n = 0.
    std::optional<double> accuracy() const;
    /// 2·TP / (2·TP + FP + FN); nothing when that is 0 / 0.
    std::optional<double> f1() const;
};

/// Prediction "first" where the difference is strictly positive; a difference of 0 predicts "second".
Confusion confusion(std::span<const Judgement> judgements);

} // namespace statistics
