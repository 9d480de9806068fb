#pragma once

#include <optional>
#include <vector>

#include <QHash>
#include <QString>

#include "core/analysis/promptsheet.h"
#include "core/scoring/scorerequest.h"
#include "ui/widgets/icons.h"

namespace compare {

/// One cell as it is painted. Everything is known when it is made; nothing is looked up while painting.
struct Cell
{
    enum class State { Empty, Loading, Value, Failed };

    State state = State::Empty;
    QString text; ///< the value
    bool best = false;
    bool pick = false;  ///< ● or ◆ stands before it
    bool muted = false; ///< not to be compared with its neighbours
    double place = -1;  ///< 0 to 1 on the track; −1: no mark yet
    QString rank;       ///< "2/5"; empty while the row is not complete
    QString toolTip;
    QString accessible; ///< "HPSv3, Flux Krea, 14.5, rank 1 of 5"
};

/// One row of the table.
struct Row
{
    enum class Kind { People, Scorer, Section };

    Kind kind = Kind::Scorer;
    QString scorer; ///< id; empty for people and sections
    QString title;
    QString note;
    bool noteIsError = false;
    bool isRunning = false;                   ///< a turning mark stands before the note
    QString toolTip;                          ///< of the head
    QString message;                          ///< instead of cells: one sentence
    widgets::Icon icon = widgets::Icon::None; ///< before the sentence
    QString action;                           ///< text of the button behind the sentence; may be empty
    QString widest;                           ///< widest value, so that nothing shifts when values arrive
    std::vector<Cell> cells;
};

/// Column captions with the picks of people and scorers.
struct Column
{
    QString title;
    QString toolTip;
    bool peoplesPick = false;
    int scorerPicks = 0;
};

/// What the table shows of a sheet.
struct Table
{
    std::vector<Column> columns;
    std::vector<Row> rows;
    QString title;    ///< "5 generators"
    QString sentence; ///< where people and scorers part, or what is still missing
};

/// What is known of scorers beside the sheet.
struct ScoringState
{
    QStringList active; ///< ids of the scorers that fill rows here even before they have a value
    bool running = false;
    QString estimate;                      ///< "about 20 s"
    QString failure;                       ///< why scoring stopped; empty: it did not
    QStringList notInstalled;              ///< ids of scorers that are not on this computer
    QHash<study::AssetId, QString> failed; ///< why a picture cannot be scored
};

struct TableOptions
{
    bool hideNames = false;    ///< writes "Picture 1" for generators
    bool peopleLocked = false; ///< the person who looks has pairs of this prompt left
};

/// `order` gives the sheet's picture of each column.
Table makeTable(const analysis::PromptSheet &sheet, const std::vector<int> &order, const ScoringState &scoring,
                const TableOptions &options = {});

/// Takes what people said out of the sheet: for those who have not judged it yet.
void removePeople(analysis::PromptSheet &sheet);

/// Order of the columns: the study's, or by people, or by a scorer, highest first. Pictures without a value come last.
struct ColumnOrder
{
    enum class By { Study, People, Scorer };

    By by = By::Study;
    QString scorer;
};
std::vector<int> columnOrder(const analysis::PromptSheet &sheet, const ColumnOrder &order);

/// "Flux Krea", "Flux Krea, wide-spectrum" when variants are mixed, "Photograph" without a generator.
QString pictureTitle(const analysis::PromptSheet &sheet, int picture);

} // namespace compare
