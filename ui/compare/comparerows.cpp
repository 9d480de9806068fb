#include "ui/compare/comparerows.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QCoreApplication>
#include <QSet>

#include "ui/compare/scoretexts.h"
#include "ui/widgets/numbers.h"
#include "ui/widgets/scorernames.h"

namespace compare {

using analysis::PromptSheet;
using analysis::SheetRow;
using analysis::SheetScore;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("compare", text);
}

QString variantWord(const QString &variant)
{
    return variant == study::originalVariant    ? tr("original")
           : variant == study::distortedVariant ? tr("wide-spectrum")
                                                : variant;
}

class TableMaker
{
public:
    TableMaker(const PromptSheet &sheet, const std::vector<int> &order, const ScoringState &scoring,
               const TableOptions &options)
        : m_sheet(sheet)
        , m_order(order)
        , m_scoring(scoring)
        , m_options(options)
    {
    }

    Table make()
    {
        makeColumns();
        m_table.rows.push_back(peopleRow());
        QStringList scorers = m_scoring.active;
        for (const SheetRow &row : m_sheet.rows) {
            if (!scorers.contains(row.scorer))
                scorers.append(row.scorer);
        }
        std::sort(scorers.begin(), scorers.end(), widgets::scorerComesFirst);
        bool inStatistics = false;
        for (const QString &scorer : std::as_const(scorers)) {
            if (!inStatistics && widgets::isPictureStatistic(scorer)) {
                inStatistics = true;
                Row section;
                section.kind = Row::Kind::Section;
                section.title = tr("Picture statistics");
                m_table.rows.push_back(section);
            }
            m_table.rows.push_back(scorerRow(scorer));
        }
        if (!m_scoring.notInstalled.isEmpty())
            m_table.rows.push_back(notInstalledRow());
        m_table.title = title();
        m_table.sentence = sentence();
        return std::move(m_table);
    }

private:
    QString nameOf(size_t column) const
    {
        return m_options.hideNames ? tr("Picture %1").arg(column + 1) : pictureTitle(m_sheet, m_order[column]);
    }

    void makeColumns()
    {
        const int peoplesPick = m_sheet.peoplesPick();
        for (size_t column = 0; column < m_order.size(); ++column) {
            const int picture = m_order[column];
            Column entry;
            entry.title = nameOf(column);
            entry.peoplesPick = picture == peoplesPick;
            QStringList picks;
            for (const SheetRow &row : m_sheet.rows) {
                if (row.pick() == picture) {
                    ++entry.scorerPicks;
                    picks.append(widgets::scorerTitle(row.scorer));
                }
            }
            QStringList lines{entry.title};
            if (entry.peoplesPick)
                lines.append(tr("people's pick"));
            if (!picks.isEmpty())
                lines.append(tr("pick of %1").arg(picks.join(QStringLiteral(", "))));
            entry.toolTip = lines.join(QLatin1Char('\n'));
            m_table.columns.push_back(entry);
        }
    }

    Row peopleRow() const
    {
        Row row;
        row.kind = Row::Kind::People;
        row.title = tr("People");
        row.widest = QStringLiteral("100 %");
        row.toolTip =
            tr("Share of comparisons that a picture won\nA tie counts one half; both bad and skipped are left out");
        if (m_options.peopleLocked) {
            row.note = tr("locked");
            row.message = tr("Shown after you have judged this prompt.");
            row.icon = widgets::Icon::Lock;
            return row;
        }
        if (m_sheet.isAcrossPrompts()) {
            row.message = tr("People compare pictures of one prompt.");
            row.icon = widgets::Icon::Info;
            return row;
        }
        const QString judged = tr("%1 of %2 pairs").arg(m_sheet.pairsJudged).arg(m_sheet.pairs());
        row.note = !m_sheet.hasPeople()      ? tr("fewer than %1 votes").arg(analysis::fewestVotesOfPeople)
                   : m_sheet.hasMachineVotes ? tr("simulated, %1").arg(judged)
                                             : judged;
        for (size_t column = 0; column < m_order.size(); ++column) {
            const analysis::PeopleCell &people = m_sheet.people[size_t(m_order[column])];
            Cell cell;
            if (m_sheet.hasPeople() && people.votes > 0) {
                cell.state = Cell::State::Value;
                cell.text = widgets::formatShare(people.share(), people.votes);
                cell.pick = m_order[column] == m_sheet.peoplesPick();
                cell.best = people.rank == 1;
                cell.place = people.rank > 0 ? people.place : -1;
                cell.rank = rankText(people.rank, m_order.size());
                cell.toolTip =
                    tr("%1 of %2 comparisons won, a tie counts one half")
                        .arg(widgets::formatFixed(people.wins, people.wins == std::floor(people.wins) ? 0 : 1))
                        .arg(people.votes);
            }
            cell.accessible = accessible(row.title, column, cell);
            row.cells.push_back(cell);
        }
        return row;
    }

    /// "5 generators" where each picture is of another one, else "5 pictures".
    QString title() const
    {
        QSet<QString> generators;
        for (const int picture : m_order)
            generators.insert(m_sheet.pictures[size_t(picture)].generator);
        const int pictures = int(m_order.size());
        const bool distinct = generators.size() == pictures && !generators.contains(QString());
        return distinct ? QCoreApplication::translate("compare", "%n generators", nullptr, pictures)
                        : QCoreApplication::translate("compare", "%n pictures", nullptr, pictures);
    }

    /// One row for all of them: a row each would push what has values out of sight.
    Row notInstalledRow() const
    {
        constexpr qsizetype named = 3;
        const QStringList &ids = m_scoring.notInstalled;
        QStringList titles;
        for (const QString &id : ids)
            titles.append(widgets::scorerTitle(id));
        Row row;
        row.title = ids.size() == 1 ? titles.first() : tr("Reward models");
        row.note = tr("not installed");
        row.icon = widgets::Icon::Download;
        row.toolTip = titles.join(QLatin1Char('\n'));
        row.action = tr("Open Scorers");
        const QString first = titles.first(named > titles.size() ? titles.size() : named).join(QStringLiteral(", "));
        if (ids.size() == 1)
            row.message = tr("%1 is not on this computer.").arg(first);
        else if (ids.size() <= named)
            row.message = tr("%1 are not on this computer.").arg(first);
        else
            row.message = QCoreApplication::translate("compare", "%1 and %n more are not on this computer.", nullptr,
                                                      int(ids.size() - named))
                              .arg(first);
        return row;
    }

    QString accessible(const QString &title, size_t column, const Cell &cell) const
    {
        QStringList parts{title, nameOf(column)};
        switch (cell.state) {
        case Cell::State::Value:
            parts.append(cell.text);
            break;
        case Cell::State::Loading:
            parts.append(tr("not scored yet"));
            break;
        case Cell::State::Failed:
            parts.append(tr("failed"));
            break;
        case Cell::State::Empty:
            parts.append(tr("no value"));
            break;
        }
        if (!cell.rank.isEmpty())
            parts.append(tr("rank %1").arg(QString(cell.rank).replace(QLatin1Char('/'), tr(" of "))));
        return parts.join(QStringLiteral(", "));
    }

    Row scorerRow(const QString &scorer) const
    {
        Row row;
        row.scorer = scorer;
        row.title = widgets::scorerTitle(scorer);
        row.widest = widgets::widestScore(scorer);
        const SheetRow *scores = m_sheet.row(scorer);
        const int pick = scores ? scores->pick() : -1;
        int failed = 0;
        for (size_t column = 0; column < m_order.size(); ++column) {
            Cell cell = scoreCell(scores, scorer, m_order[column], pick);
            failed += cell.state == Cell::State::Failed;
            cell.accessible = accessible(row.title, column, cell);
            row.cells.push_back(cell);
        }
        fillNote(row, scores, failed);
        return row;
    }

    Cell scoreCell(const SheetRow *scores, const QString &scorer, int picture, int pick) const
    {
        Cell cell;
        const analysis::SheetPicture &shown = m_sheet.pictures[size_t(picture)];
        if (scores && scores->cells[size_t(picture)]) {
            const SheetScore &score = *scores->cells[size_t(picture)];
            cell.state = Cell::State::Value;
            cell.text = valueText(scorer, score);
            cell.pick = picture == pick;
            cell.best = score.rank == 1;
            cell.place = score.rank > 0 ? score.place : -1;
            cell.rank = rankText(score.rank, m_order.size());
            cell.muted = !scores->comparable;
            cell.toolTip = scoreToolTip(*scores, score, m_sheet);
        } else if (const auto why = m_scoring.failed.constFind(shown.asset.id);
                   shown.asset.id.isValid() && why != m_scoring.failed.cend()) {
            cell.state = Cell::State::Failed;
            cell.toolTip = *why;
        } else if (shown.asset.id.isValid() && m_scoring.active.contains(scorer)) {
            cell.state = Cell::State::Loading;
        }
        return cell;
    }

    void fillNote(Row &row, const SheetRow *scores, int failed) const
    {
        const int done = scores ? scores->scored() : 0;
        const int all =
            int(std::count_if(m_sheet.pictures.begin(), m_sheet.pictures.end(),
                              [](const analysis::SheetPicture &picture) { return picture.asset.id.isValid(); }));
        if (scores && scores->imported) {
            row.note = importedNote(*scores);
        } else if (failed > 0) {
            row.note = tr("failed for %1, Retry").arg(failed);
            row.noteIsError = true;
        } else if (done < all && m_scoring.active.contains(row.scorer) && !m_scoring.failure.isEmpty()) {
            row.note = done > 0 ? tr("%1 of %2, Retry").arg(done).arg(all) : tr("stopped, Retry");
            row.noteIsError = true;
            row.toolTip = m_scoring.failure;
        } else if (done < all && m_scoring.active.contains(row.scorer)) {
            row.isRunning = m_scoring.running && done > 0;
            row.toolTip = m_scoring.running ? tr("The scorer is at work") : tr("Waits for the scorer");
            if (done > 0)
                row.note = tr("%1 of %2").arg(done).arg(all);
            else if (m_scoring.running)
                row.note = m_scoring.estimate.isEmpty() ? tr("queued") : tr("queued, %1").arg(m_scoring.estimate);
            else
                row.note = tr("not scored yet");
        } else if (widgets::isPictureStatistic(row.scorer)) {
            row.note = QString();
        } else if (scores) {
            const auto first = std::find_if(scores->cells.begin(), scores->cells.end(),
                                            [](const auto &cell) { return cell.has_value(); });
            row.note = first == scores->cells.end() ? QString() : (*first)->dtype;
        }
    }

    /// Where people and scorers part, said once in words.
    QString sentence() const
    {
        if (m_sheet.isAcrossPrompts())
            return tr("Pictures of %1 prompts. Scores compare within one prompt only.").arg(m_sheet.groups.size());
        const int people = m_sheet.peoplesPick();
        if (people < 0)
            return m_sheet.hasPeople() ? tr("People have no single pick here.") : QString();
        QStringList others;
        QString last;
        int complete = 0;
        const bool rewards = hasRewards();
        for (const SheetRow &row : m_sheet.rows) {
            // Picture statistics speak only where there is no reward to speak of.
            if (!row.isComplete() || (rewards && widgets::isPictureStatistic(row.scorer)))
                continue;
            ++complete;
            if (row.pick() >= 0 && row.pick() != people)
                others.append(widgets::scorerTitle(row.scorer));
            const int rank = row.cells[size_t(people)]->rank;
            const bool isLast = row.cells.size() > 2 && rank == int(row.cells.size());
            if (isLast && last.isEmpty())
                last = widgets::scorerTitle(row.scorer);
        }
        if (others.isEmpty())
            return complete > 0 ? tr("People and the scorers pick the same picture.") : QString();
        QString text = tr("People and %1 pick different pictures.").arg(others.first());
        if (others.size() == 2)
            text = tr("%1 and %2 do not pick the people's pick.").arg(others[0], others[1]);
        else if (others.size() > 2)
            text = tr("People and %1 of %2 scorers pick different pictures.").arg(others.size()).arg(complete);
        if (!last.isEmpty())
            text += QLatin1Char(' ') + tr("%1 ranks the people's pick last.").arg(last);
        return text;
    }

    bool hasRewards() const
    {
        return std::any_of(m_sheet.rows.begin(), m_sheet.rows.end(), [](const SheetRow &row) {
            return !widgets::isPictureStatistic(row.scorer) && row.pick() >= 0;
        });
    }

    const PromptSheet &m_sheet;
    const std::vector<int> &m_order;
    const ScoringState &m_scoring;
    const TableOptions &m_options;
    Table m_table;
};

} // namespace

Table makeTable(const PromptSheet &sheet, const std::vector<int> &order, const ScoringState &scoring,
                const TableOptions &options)
{
    return TableMaker(sheet, order, scoring, options).make();
}

void removePeople(PromptSheet &sheet)
{
    sheet.people.assign(sheet.pictures.size(), {});
    sheet.votes = 0;
    sheet.pairsJudged = 0;
    sheet.hasMachineVotes = false;
}

std::vector<int> columnOrder(const PromptSheet &sheet, const ColumnOrder &order)
{
    std::vector<int> columns(sheet.pictures.size());
    std::iota(columns.begin(), columns.end(), 0);
    const auto sortBy = [&columns](auto value) {
        std::stable_sort(columns.begin(), columns.end(), [&](int a, int b) {
            const std::optional<double> left = value(a);
            const std::optional<double> right = value(b);
            if (left.has_value() != right.has_value())
                return left.has_value();
            return left && *left > *right;
        });
    };
    if (order.by == ColumnOrder::By::People && sheet.hasPeople()) {
        sortBy([&](int picture) {
            const analysis::PeopleCell &cell = sheet.people[size_t(picture)];
            return cell.votes > 0 ? std::optional(cell.share()) : std::nullopt;
        });
    } else if (order.by == ColumnOrder::By::Scorer) {
        if (const SheetRow *row = sheet.row(order.scorer); row && row->comparable)
            sortBy([row](int picture) {
                const auto &cell = row->cells[size_t(picture)];
                return cell ? std::optional(cell->value) : std::nullopt;
            });
    }
    return columns;
}

QString pictureTitle(const PromptSheet &sheet, int picture)
{
    const analysis::SheetPicture &shown = sheet.pictures[size_t(picture)];
    QString title = shown.generator;
    if (title.isEmpty()) {
        switch (shown.picture.kind) {
        case study::PictureKind::Photograph:
            title = tr("Photograph");
            break;
        case study::PictureKind::Painting:
            title = tr("Painting");
            break;
        case study::PictureKind::Generated:
            title = tr("Picture");
            break;
        }
    }
    if (sheet.isAcrossPrompts())
        title = tr("%1, %2").arg(title, shown.topic);
    if (sheet.picturesVariant.isEmpty())
        return tr("%1, %2").arg(title, variantWord(shown.picture.variant));
    const bool repeated =
        std::count_if(sheet.pictures.begin(), sheet.pictures.end(),
                      [&](const analysis::SheetPicture &other) { return other.generator == shown.generator; })
        > 1;
    return repeated && !shown.picture.seed.isEmpty() ? tr("%1, seed %2").arg(title, shown.picture.seed) : title;
}

} // namespace compare
