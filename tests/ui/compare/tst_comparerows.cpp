#include "ui/compare/comparerows.h"

#include <QTest>

using analysis::PromptSheet;
using analysis::SheetRow;
using analysis::SheetScore;
using compare::Cell;
using compare::Row;

class CompareRowsTest : public QObject
{
    Q_OBJECT

    PromptSheet m_sheet;
    compare::ScoringState m_scoring;

    void addRow(const QString &scorer, const QList<std::optional<double>> &values, const QStringList &printed = {})
    {
        SheetRow row;
        row.scorer = scorer;
        row.imported = scorer.contains(QLatin1Char(':'));
        for (qsizetype i = 0; i < values.size(); ++i) {
            if (!values[i]) {
                row.cells.emplace_back();
                continue;
            }
            SheetScore score;
            score.value = *values[i];
            score.printed = printed.value(i);
            row.cells.emplace_back(score);
        }
        analysis::rankRow(row);
        m_sheet.rows.push_back(row);
    }

    void setPeople(const QList<double> &wins, int votesEach)
    {
        m_sheet.votes = int(wins.size()) * votesEach / 2;
        m_sheet.pairsJudged = m_sheet.pairs();
        for (qsizetype i = 0; i < wins.size(); ++i) {
            analysis::PeopleCell &cell = m_sheet.people[size_t(i)];
            cell.wins = wins[i];
            cell.votes = votesEach;
            cell.rank = 1 + int(std::count_if(wins.begin(), wins.end(), [&](double other) { return other > wins[i]; }));
        }
    }

    compare::Table table(const compare::ColumnOrder &order = {}, bool hideNames = false)
    {
        return compare::makeTable(m_sheet, compare::columnOrder(m_sheet, order), m_scoring, {hideNames, false});
    }

    static QString printed(const Row &row)
    {
        QStringList parts{row.title, row.note};
        for (const Cell &cell : row.cells) {
            switch (cell.state) {
            case Cell::State::Empty:
                parts.append(QStringLiteral("–"));
                break;
            case Cell::State::Loading:
                parts.append(QStringLiteral("…"));
                break;
            case Cell::State::Failed:
                parts.append(QStringLiteral("failed"));
                break;
            case Cell::State::Value:
                parts.append((cell.pick ? QStringLiteral("*") : QString()) + cell.text
                             + (cell.rank.isEmpty() ? QString() : QLatin1Char(' ') + cell.rank));
                break;
            }
        }
        return parts.join(QLatin1Char('|'));
    }

private Q_SLOTS:
    void init()
    {
        m_sheet = {};
        m_scoring = {};
        m_sheet.prompt.variant = study::originalVariant;
        m_sheet.picturesVariant = study::originalVariant;
        for (const char *generator : {"A", "B", "C"}) {
            analysis::SheetPicture picture;
            picture.generator = QString::fromLatin1(generator);
            picture.picture.id = study::PictureId(m_sheet.pictures.size() + 1);
            picture.picture.variant = study::originalVariant;
            picture.asset.id = study::AssetId(m_sheet.pictures.size() + 1);
            m_sheet.pictures.push_back(picture);
        }
        m_sheet.people.resize(3);
    }

    void marksAndRanksOnlyInCompleteRows()
    {
        addRow(QStringLiteral("hps-v3"), {9.6, 14.5, 13.5});
        addRow(QStringLiteral("imagereward"), {1.2, std::nullopt, 0.5});
        m_scoring.active = {QStringLiteral("imagereward")};
        const auto shown = table();
        QCOMPARE(shown.rows.size(), 3U);
        QCOMPARE(printed(shown.rows[0]), QStringLiteral("People|fewer than 5 votes|–|–|–"));
        QCOMPARE(printed(shown.rows[1]), QStringLiteral("ImageReward|2 of 3|1.200|…|0.500"));
        QCOMPARE(printed(shown.rows[2]), QStringLiteral("HPSv3||9.60 3/3|*14.50 1/3|13.50 2/3"));
        QCOMPARE(shown.columns[1].scorerPicks, 1);
        QCOMPARE(shown.columns[0].scorerPicks, 0);
    }

    void importedValuesKeepTheirPrecision()
    {
        addRow(QStringLiteral("import:hps-v3"), {9.6, 14.5, 13.5},
               {QStringLiteral("9.6"), QStringLiteral("14.5"), QStringLiteral("13.5")});
        QCOMPARE(printed(table().rows[1]), QStringLiteral("HPSv3|imported, 1 decimal|9.6 3/3|*14.5 1/3|13.5 2/3"));
    }

    void pictureStatisticsComeLastUnderTheirHead()
    {
        addRow(QStringLiteral("contrast"), {0.1, 0.2, 0.3});
        addRow(QStringLiteral("hps-v3"), {1, 2, 3});
        const auto shown = table();
        QCOMPARE(shown.rows.size(), 4U);
        QCOMPARE(shown.rows[1].title, QStringLiteral("HPSv3"));
        QVERIFY(shown.rows[2].kind == Row::Kind::Section);
        QCOMPARE(shown.rows[3].title, QStringLiteral("Contrast"));
    }

    void saysOnceHowPeopleAndScorersPart()
    {
        addRow(QStringLiteral("hps-v3"), {1, 14.5, 3});
        setPeople({9, 2, 4}, 10);
        const auto shown = table();
        QCOMPARE(shown.sentence,
                 QStringLiteral("People and HPSv3 pick different pictures. HPSv3 ranks the people's pick last."));
        QVERIFY(shown.columns[0].peoplesPick);
        QCOMPARE(printed(shown.rows[0]), QStringLiteral("People|3 of 3 pairs|*90 % 1/3|20 % 3/3|40 % 2/3"));
        addRow(QStringLiteral("clip-l"), {0.2, 0.3, 0.1});
        QCOMPARE(table().sentence, QStringLiteral("HPSv3 and CLIP-L do not pick the people's pick. "
                                                  "HPSv3 ranks the people's pick last."));
        m_sheet.rows.clear();
        addRow(QStringLiteral("hps-v3"), {20, 14.5, 3});
        QCOMPARE(table().sentence, QStringLiteral("People and the scorers pick the same picture."));
    }

    void simulatedVotesSaySo()
    {
        setPeople({9, 2, 4}, 10);
        m_sheet.hasMachineVotes = true;
        QVERIFY(table().rows[0].note.startsWith(QLatin1String("simulated")));
    }

    void waitingAndFailedCells()
    {
        m_scoring.active = {QStringLiteral("contrast")};
        m_scoring.running = true;
        m_scoring.estimate = QStringLiteral("about 20 s");
        QCOMPARE(printed(table().rows[2]), QStringLiteral("Contrast|queued, about 20 s|…|…|…"));
        m_scoring.failed.insert(study::AssetId(2), QStringLiteral("damaged"));
        const auto shown = table();
        QCOMPARE(printed(shown.rows[2]), QStringLiteral("Contrast|failed for 1, Retry|…|failed|…"));
        QVERIFY(shown.rows[2].noteIsError);
        m_sheet.pictures[2].asset.id = {}; // no file: nothing to wait for
        QCOMPARE(printed(table().rows[2]), QStringLiteral("Contrast|failed for 1, Retry|…|failed|–"));
    }

    void ordersColumns()
    {
        addRow(QStringLiteral("hps-v3"), {1, std::nullopt, 3});
        setPeople({2, 9, 4}, 10);
        QCOMPARE(compare::columnOrder(m_sheet, {compare::ColumnOrder::By::Study, {}}), (std::vector<int>{0, 1, 2}));
        QCOMPARE(compare::columnOrder(m_sheet, {compare::ColumnOrder::By::People, {}}), (std::vector<int>{1, 2, 0}));
        QCOMPARE(compare::columnOrder(m_sheet, {compare::ColumnOrder::By::Scorer, QStringLiteral("hps-v3")}),
                 (std::vector<int>{2, 0, 1}));
        const auto shown = table({compare::ColumnOrder::By::People, {}});
        QCOMPARE(shown.columns[0].title, QStringLiteral("B"));
        QCOMPARE(printed(shown.rows[1]), QStringLiteral("HPSv3||–|3.00|1.00"));
    }

    void hidesNames()
    {
        const auto shown = table({}, true);
        QCOMPARE(shown.columns[0].title, QStringLiteral("Picture 1"));
        for (const Row &row : shown.rows) {
            for (const Cell &cell : row.cells)
                QVERIFY(!cell.accessible.contains(QLatin1String(", B,")));
        }
    }

    void cellsReadAsSentences()
    {
        addRow(QStringLiteral("hps-v3"), {9.6, 14.5, 13.5});
        QCOMPARE(table().rows[1].cells[1].accessible, QStringLiteral("HPSv3, B, 14.50, rank 1 of 3"));
    }

    void mixedVariantsAreNamed()
    {
        m_sheet.picturesVariant.clear();
        m_sheet.pictures[1].picture.variant = study::distortedVariant;
        QCOMPARE(compare::pictureTitle(m_sheet, 0), QStringLiteral("A, original"));
        QCOMPARE(compare::pictureTitle(m_sheet, 1), QStringLiteral("B, wide-spectrum"));
    }

    void theLockHidesWhatPeopleSay()
    {
        setPeople({9, 2, 4}, 10);
        addRow(QStringLiteral("hps-v3"), {1, 2, 3});
        compare::removePeople(m_sheet);
        const auto shown = compare::makeTable(m_sheet, compare::columnOrder(m_sheet, {}), m_scoring, {false, true});
        QCOMPARE(printed(shown.rows[0]), QStringLiteral("People|locked"));
        QVERIFY(!shown.rows[0].message.isEmpty());
        QVERIFY(shown.sentence.isEmpty());
        for (const compare::Column &column : shown.columns)
            QVERIFY(!column.peoplesPick);
        // Ordering by people tells nothing either.
        QCOMPARE(compare::columnOrder(m_sheet, {compare::ColumnOrder::By::People, {}}), (std::vector<int>{0, 1, 2}));
    }

    void scorersThatAreNotHere()
    {
        m_scoring.notInstalled = {QStringLiteral("blip-itm")};
        QVERIFY(table().rows.back().message.endsWith(QStringLiteral("is not on this computer.")));
        m_scoring.notInstalled = {QStringLiteral("clip-l"), QStringLiteral("hps-v3"), QStringLiteral("mps"),
                                  QStringLiteral("pickscore"), QStringLiteral("blip-itm")};
        QVERIFY(table().rows.back().message.contains(QStringLiteral("and 2 more")));
        QCOMPARE(table().rows.back().note, QStringLiteral("not installed"));
    }

    void aStoppedScorerSaysSo()
    {
        m_scoring.active = {QStringLiteral("contrast")};
        m_scoring.failure = QStringLiteral("the scorer ended");
        QCOMPARE(printed(table().rows[2]), QStringLiteral("Contrast|stopped, Retry|…|…|…"));
        QCOMPARE(table().rows[2].toolTip, QStringLiteral("the scorer ended"));
        addRow(QStringLiteral("contrast"), {0.2, 0.3, std::nullopt});
        QCOMPARE(table().rows[2].note, QStringLiteral("2 of 3, Retry"));
    }
};

QTEST_APPLESS_MAIN(CompareRowsTest)
#include "tst_comparerows.moc"
