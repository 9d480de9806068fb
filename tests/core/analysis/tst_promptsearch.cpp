#include "core/analysis/promptsearch.h"

#include <QTest>

#include "tests/support/studies.h"

using analysis::PromptSearch;

class TestPromptSearch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsWords_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<std::vector<bool>>("found");
        QTest::newRow("whole") << QStringLiteral("harbour") << std::vector<bool>{true, false, false};
        QTest::newRow("begin") << QStringLiteral("har") << std::vector<bool>{true, false, false};
        QTest::newRow("one letter") << QStringLiteral("f") << std::vector<bool>{false, true, false};
        QTest::newRow("not inside") << QStringLiteral("bour") << std::vector<bool>{false, false, false};
        QTest::newRow("accents") << QStringLiteral("cafe") << std::vector<bool>{false, false, true};
        QTest::newRow("case") << QStringLiteral("CAFÉ") << std::vector<bool>{false, false, true};
        QTest::newRow("topic") << QStringLiteral("sea") << std::vector<bool>{true, false, false};
        QTest::newRow("phrase") << QStringLiteral("misty fo") << std::vector<bool>{false, true, false};
        QTest::newRow("quotation marks") << QStringLiteral("a \"b") << std::vector<bool>{false, false, false};
        QTest::newRow("only marks") << QStringLiteral("*^:") << std::vector<bool>{false, false, false};
        QTest::newRow("a column filter") << QStringLiteral("text:harbour") << std::vector<bool>{false, false, false};
    }

    void findsWords()
    {
        QFETCH(QString, word);
        const QList<study::PromptGroup> groups{
            {study::PromptGroupId(1), {}, QStringLiteral("k1"), QStringLiteral("Sea")},
            {study::PromptGroupId(2), {}, QStringLiteral("k2"), {}}};
        QList<study::Prompt> prompts(3);
        prompts[0].text = QStringLiteral("A calm harbour");
        prompts[1].text = QStringLiteral("a misty forest");
        prompts[2].text = QStringLiteral("Das Café am Meer");
        const auto search = support::must(PromptSearch::make(prompts, groups, {0, 1, 1}));
        QTEST(search->promptsWith(word), "found");
    }

    void words()
    {
        QCOMPARE(analysis::searchWords(QStringLiteral("  a  b ")),
                 (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(analysis::searchWords(QStringLiteral("x \"two  words\" y")),
                 (QStringList{QStringLiteral("x"), QStringLiteral("two words"), QStringLiteral("y")}));
        QCOMPARE(analysis::searchWords(QStringLiteral("\"still open")),
                 (QStringList{QStringLiteral("still"), QStringLiteral("open")}));
        QVERIFY(analysis::searchWords(QStringLiteral("\"\" ")).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestPromptSearch)
#include "tst_promptsearch.moc"
