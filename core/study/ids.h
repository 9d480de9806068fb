#pragma once

#include "core/base/ids.h"

namespace study {

// Row numbers inside one study file. What travels between files is the text `uid` of each row.
using AnnotatorId = base::Id<struct AnnotatorTag>;
using AnswerId = base::Id<struct AnswerTag>;
using AssetId = base::Id<struct AssetTag>;
using FingerprintId = base::Id<struct FingerprintTag>;
using GeneratorId = base::Id<struct GeneratorTag>;
using PictureId = base::Id<struct PictureTag>;
using PromptGroupId = base::Id<struct PromptGroupTag>;
using PromptId = base::Id<struct PromptTag>;
using ProtocolId = base::Id<struct ProtocolTag>;
using ScorerId = base::Id<struct ScorerTag>;
using SessionId = base::Id<struct SessionTag>;
using SourceId = base::Id<struct SourceTag>;
using TrialId = base::Id<struct TrialTag>;

/// The longest id text that is accepted from elsewhere; ids are kept verbatim.
inline constexpr int maxUidLength = 200;

} // namespace study
