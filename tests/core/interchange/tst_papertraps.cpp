#include "core/interchange/papertraps.h"

#include <QtTest>

#include "tests/support/studies.h"

using namespace interchange;

class TestPaperTraps : public QObject
{
    Q_OBJECT

private:
    static PaperPair pair(const char *generator, int prompt, double original, double distorted)
    {
        PaperPair pair;
        pair.file = QStringLiteral("scores.csv");
        pair.line = prompt + 2;
        pair.generator = QLatin1String(generator);
        pair.prompt = QString::number(prompt);
        const QString scorer = QStringLiteral("import:hps-v3");
        pair.values = {{scorer, false, true, QString::number(original), {}},
                       {scorer, true, true, QString::number(distorted), {}}};
        return pair;
    }

    static PaperBlocks gather(const QList<PaperPair> &pairs, qint64 *repeated = nullptr)
    {
        PaperBlocks blocks;
        qint64 count = 0;
        PaperTable table;
        table.pairs = pairs;
        support::must(gatherPairs(table, blocks, count, [](const base::Error &) { return false; }));
        if (repeated)
            *repeated = count;
        return blocks;
    }

private Q_SLOTS:
    void theSameRowAgainIsCountedOnce()
    {
        qint64 repeated = 0;
        const PaperBlocks blocks = gather({pair("G", 0, 1, 2), pair("G", 0, 1, 2), pair("G", 1, 1, 2)}, &repeated);
        QCOMPARE(repeated, 1);
        QCOMPARE(blocks.at(QStringLiteral("G")).size(), size_t(2));
    }

    void otherValuesForTheSamePairAreAnError()
    {
        PaperTable table;
        table.pairs = {pair("G", 0, 1, 2), pair("G", 0, 1, 3)};
        PaperBlocks blocks;
        qint64 repeated = 0;
        const auto gathered = gatherPairs(table, blocks, repeated, [](const base::Error &) { return false; });
        SUPPORT_FAILS(gathered, "import.row");
        QCOMPARE(gathered.error().line, 2);
    }

    void blocksNeedTenEqualPrompts()
    {
        QList<PaperPair> pairs;
        for (int i = 0; i < 9; ++i)
            pairs += {pair("A", i, i, 1), pair("B", i, i, 1)};
        QVERIFY(duplicateWarnings(gather(pairs)).isEmpty());
        pairs += {pair("A", 9, 9, 1), pair("B", 9, 9, 1)};
        QCOMPARE(duplicateWarnings(gather(pairs)).size(), 1);
        // One of eleven may differ, two of twelve may not.
        pairs += {pair("A", 10, 10, 1), pair("B", 10, 10, 2)};
        QCOMPARE(duplicateWarnings(gather(pairs)).size(), 1);
        pairs += {pair("A", 11, 11, 1), pair("B", 11, 11, 2)};
        QVERIFY(duplicateWarnings(gather(pairs)).isEmpty());
    }

    void tiesNeedEqualDoubles()
    {
        QVERIFY(tieWarnings(gather({pair("G", 0, 0.1, 0.10001)})).isEmpty());
        const QStringList warnings = tieWarnings(gather({pair("G", 0, 0.5, 0.5), pair("G", 1, 1, 2)}));
        QCOMPARE(warnings.size(), 1);
        QVERIFY(warnings[0].contains(QLatin1String("import:hps-v3 1 of 2")));
    }
};

QTEST_GUILESS_MAIN(TestPaperTraps)
#include "tst_papertraps.moc"
