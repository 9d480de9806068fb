#pragma once

#include <initializer_list>

#include <QString>

namespace analysis {

/// What the numbers of the statistics mean, each said once: in the document of `stats` under "definitions", and in the
/// tooltips of the window.
enum class Definition {
    CanonicalOrder,
    VoteUnit,
    PairUnit,
    Prediction,
    HumanTies,
    F1,
    Auroc,
    AccuracyInterval,
    AurocInterval,
    Independence, ///< of votes
    AgreementUnit,
    AgreementCategories,
    AgreementCount,
    Percent,
    CohenKappa,
    FleissKappa,
    KrippendorffAlpha,
    GwetAc,
    AgreementInterval,
    OrdinalAlphaInterval,
    DavidsonWorth,
    RankingTies,
    RankingInterval,
    NotConnected,
    Count
};

/// The context under which the window translates these texts.
inline constexpr const char *definitionContext = "analysis::Definition";

/// English, one clause without a full stop.
const char *definitionText(Definition definition);

/// Several of them, joined by semicolons.
QString definitionTexts(std::initializer_list<Definition> definitions);

} // namespace analysis
