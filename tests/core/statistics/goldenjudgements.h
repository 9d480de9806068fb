#pragma once

#include <vector>

#include <QJsonObject>

#include "core/statistics/classification.h"
#include "tests/core/statistics/parity.h"
#include "tests/support/golden.h"

/// The judgements of one golden case.
inline std::vector<statistics::Judgement> goldenJudgements(const QJsonObject &golden)
{
    const std::vector<double> differences = support::numbers(golden[QLatin1String("difference")]);
    const std::vector<double> first = support::numbers(golden[QLatin1String("first")]);
    std::vector<statistics::Judgement> judgements;
    for (size_t i = 0; i < differences.size(); ++i)
        judgements.push_back({differences[i], first[i] == 1});
    return judgements;
}

/// The same of statistics_parity.json.
inline std::vector<statistics::Judgement> parityJudgements(const QJsonValue &golden)
{
    const std::vector<double> differences = parity::numbers(golden[QLatin1String("d")]);
    const std::vector<double> first = parity::numbers(golden[QLatin1String("first")]);
    std::vector<statistics::Judgement> judgements;
    for (size_t i = 0; i < differences.size(); ++i)
        judgements.push_back({differences[i], first[i] == 1});
    return judgements;
}
