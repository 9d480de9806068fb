#pragma once

#include "ui/widgets/metrics.h"
#include "ui/widgets/textrole.h"

namespace annotate {

/// Where things stand in the answer strip; both stages share it, so that nothing jumps between them.
struct StripLayout
{
    int questionTop;
    int questionHeight;
    int contentTop; ///< answers, or two rows of labels
    int contentHeight;
    int rowTop; ///< undo, skip and the keys
    int rowHeight;
    int height;

    static StripLayout current()
    {
        StripLayout strip{};
        strip.questionTop = widgets::scaled(12);
        strip.questionHeight = widgets::lineHeight(widgets::TextRole::Lead);
        strip.contentTop = widgets::scaled(42);
        strip.contentHeight = widgets::scaled(widgets::metrics::answerButton);
        strip.rowTop = widgets::scaled(118);
        strip.rowHeight = widgets::scaled(widgets::metrics::annotateControl);
        strip.height = widgets::scaled(164);
        return strip;
    }
};

} // namespace annotate
