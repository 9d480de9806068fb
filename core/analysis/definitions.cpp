#include "core/analysis/definitions.h"

#include <array>

#include <QStringList>
#include <QtGlobal>

namespace analysis {

namespace {

struct Entry
{
    Definition definition;
    const char *text;
};

// One definition a paragraph:
// clang-format off
constexpr std::array<Entry, size_t(Definition::Count)> entries{{
    {Definition::CanonicalOrder,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "the distorted (non-original) variant first; else the photograph first; else generator names by code point; else picture ids")},
    {Definition::VoteUnit, QT_TRANSLATE_NOOP("analysis::Definition", "unit = vote")},
    {Definition::PairUnit,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "unit = pair of pictures under one prompt and question, truth = majority of its decided votes")},
    {Definition::Prediction,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "prediction = the first picture of the canonical order has the strictly higher score under the prompt shown, an equal score predicts the second")},
    {Definition::HumanTies,
     QT_TRANSLATE_NOOP("analysis::Definition", "human ties (tie, both good, both bad, no majority) dropped and counted")},
    {Definition::F1, QT_TRANSLATE_NOOP("analysis::Definition", "positive class: the first picture is preferred")},
    {Definition::Auroc, QT_TRANSLATE_NOOP("analysis::Definition", "of the score difference first minus second")},
    {Definition::AccuracyInterval, QT_TRANSLATE_NOOP("analysis::Definition", "Wilson interval")},
    {Definition::AurocInterval, QT_TRANSLATE_NOOP("analysis::Definition", "DeLong interval")},
    {Definition::Independence, QT_TRANSLATE_NOOP("analysis::Definition", "votes treated as independent")},
    {Definition::AgreementUnit,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "unit = pair of pictures under one prompt and question; rater = annotator")},
    {Definition::AgreementCategories,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "nominal categories first, second, tie, both good, both bad; ordinal codes first 0, any kind of tie 1, second 2")},
    {Definition::AgreementCount, QT_TRANSLATE_NOOP("analysis::Definition", "n = units with two or more answers")},
    {Definition::Percent,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "share of agreeing pairs of raters over all units, which is the mean over rater pairs weighted by the units they share")},
    {Definition::CohenKappa,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "per pair of annotators: none on the nominal categories, quadratic on the ordinal codes")},
    {Definition::FleissKappa,
     QT_TRANSLATE_NOOP("analysis::Definition", "on units with the most common number of raters; the others are left out and counted")},
    {Definition::KrippendorffAlpha, QT_TRANSLATE_NOOP("analysis::Definition", "on everything")},
    {Definition::GwetAc,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "AC1 on the nominal categories, AC2 with quadratic weights on the ordinal codes")},
    {Definition::AgreementInterval,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "intervals analytic (linearisation over units, Cohen's by Fleiss, Cohen & Everitt 1969)")},
    {Definition::OrdinalAlphaInterval,
     QT_TRANSLATE_NOOP("analysis::Definition", "ordinal alpha: percentile bootstrap over prompt groups")},
    {Definition::DavidsonWorth,
     QT_TRANSLATE_NOOP("analysis::Definition",
                       "Davidson 1970 over votes between different generators: score = natural logarithm of the worth, the scores sum to zero")},
    {Definition::RankingTies, QT_TRANSLATE_NOOP("analysis::Definition", "tie and both good are ties")},
    {Definition::RankingInterval, QT_TRANSLATE_NOOP("analysis::Definition", "interval by observed information")},
    {Definition::NotConnected,
     QT_TRANSLATE_NOOP("analysis::Definition", "not connected: penalised by half a tie per pair of generators, and where Davidson's model has no maximum even so, Bradley and Terry's (model)")},
}};
// clang-format on

constexpr bool isInOrder()
{
    for (size_t i = 0; i < entries.size(); ++i) {
        if (size_t(entries[i].definition) != i)
            return false;
    }
    return true;
}
static_assert(isInOrder());

} // namespace

const char *definitionText(Definition definition)
{
    return entries[size_t(definition)].text;
}

QString definitionTexts(std::initializer_list<Definition> definitions)
{
    QStringList texts;
    for (const Definition definition : definitions)
        texts.append(QString::fromUtf8(definitionText(definition)));
    return texts.join(QStringLiteral("; "));
}

} // namespace analysis
