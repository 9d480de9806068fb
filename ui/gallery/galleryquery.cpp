#include "ui/gallery/galleryquery.h"

#include "core/analysis/promptsearch.h"

namespace gallery {

using analysis::PictureFilter;

namespace {

struct Outcome
{
    GalleryAnswer answer;
    std::shared_ptr<analysis::PromptSearch> search;
};

std::shared_ptr<analysis::PromptSearch> makeSearch(const analysis::Snapshot &snapshot)
{
    return analysis::PromptSearch::make(snapshot.prompts, snapshot.groups, snapshot.groupOfPrompt).value_or(nullptr);
}

Outcome answer(const DataPtr &data, const PictureFilter &filter, const analysis::PictureOrder &order,
               std::shared_ptr<analysis::PromptSearch> search)
{
    const analysis::PictureIndex &index = *data->index;
    if (!filter.words.trimmed().isEmpty() && !search)
        search = makeSearch(*index.snapshot);
    GalleryAnswer result{data, analysis::selectPictures(index, filter, order, search.get()), {}, {}};
    for (const auto view : {PictureFilter::View::All, PictureFilter::View::Deep, PictureFilter::View::Polite,
                            PictureFilter::View::Disagree})
        result.viewCounts[size_t(view)] = analysis::countView(index, view, filter);
    if (result.shown.empty())
        result.blame = analysis::blame(index, filter, search.get());
    return {std::move(result), std::move(search)};
}

} // namespace

GalleryQuery::GalleryQuery(QObject *parent)
    : QObject(parent)
{
}

void GalleryQuery::ask(const DataPtr &data, const PictureFilter &filter, const analysis::PictureOrder &order)
{
    const Question question{data, filter, order};
    if (m_job.isRunning())
        m_waiting = question; // the search index serves one at a time
    else
        start(question);
}

void GalleryQuery::start(const Question &question)
{
    if (m_searched.lock() != question.data->index->snapshot)
        m_search.reset();
    m_searched = question.data->index->snapshot;
    m_job.run([question, search = m_search](
                  base::Progress &) { return answer(question.data, question.filter, question.order, search); },
              [this](Outcome outcome) {
                  m_search = std::move(outcome.search);
                  const std::optional<Question> next = std::exchange(m_waiting, std::nullopt);
                  if (next)
                      start(*next);
                  if (!next || next->data == outcome.answer.data)
                      Q_EMIT answered(outcome.answer); // also on the way: the grid follows a dragged handle
              });
}

} // namespace gallery
