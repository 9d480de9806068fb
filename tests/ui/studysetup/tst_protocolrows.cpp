#include <QAbstractItemModelTester>
#include <QTest>

#include "ui/studysetup/protocolrows.h"

using namespace studysetup;

namespace {

QString valueOf(const QList<widgets::TableRow> &rows, const QString &name)
{
    for (const widgets::TableRow &row : rows) {
        if (!row.cells.isEmpty() && row.cells[0].text == name)
            return row.cells[1].text;
    }
    return QStringLiteral("(no such row)");
}

} // namespace

class TestProtocolRows : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsInWords();
    void everyQuestionHasItsGroup();
    void modelIsSound();
};

void TestProtocolRows::defaultsInWords()
{
    const auto rows = protocolRows(trials::defaultProtocol());
    QCOMPARE(valueOf(rows, QStringLiteral("Seed")), QStringLiteral("42"));
    QCOMPARE(valueOf(rows, QStringLiteral("Design")), QStringLiteral("generators against each other, one prompt"));
    QCOMPARE(valueOf(rows, QStringLiteral("Generators")), QStringLiteral("all"));
    QCOMPARE(valueOf(rows, QStringLiteral("Per annotator")), QStringLiteral("100"));
    QCOMPARE(valueOf(rows, QStringLiteral("Repeats, sides swapped")), QStringLiteral("5 %"));
    QCOMPARE(valueOf(rows, QStringLiteral("Strength")), QStringLiteral("1 to 2, 5 buttons"));
    QCOMPARE(valueOf(rows, QStringLiteral("Break")), QStringLiteral("after 25 min"));
    QCOMPARE(valueOf(rows, QStringLiteral("Too fast")), QStringLiteral("under 400 ms"));
    QCOMPARE(valueOf(rows, QStringLiteral("Smallest window")), QStringLiteral("1024 × 700"));
    QCOMPARE(valueOf(rows, QStringLiteral("Consent")), QStringLiteral("none"));
    QCOMPARE(valueOf(rows, QStringLiteral("Covered pairs")), QStringLiteral("none"));
}

void TestProtocolRows::everyQuestionHasItsGroup()
{
    const auto protocol = trials::parseProtocol(R"({"version": 1, "questions": [
        {"id": "preference", "kind": "choice", "strength": 0, "allow_skip": false},
        {"id": "emotion", "kind": "labels", "set": "paper", "intensity": 3}]})");
    QVERIFY(protocol);
    const auto rows = protocolRows(*protocol);
    QStringList groups;
    for (const widgets::TableRow &row : rows) {
        if (!row.section.isEmpty())
            groups.append(row.section);
    }
    QCOMPARE(groups,
             QStringList({QStringLiteral("Study"), QStringLiteral("Pairs"), QStringLiteral("Question “preference”"),
                          QStringLiteral("Question “emotion”"), QStringLiteral("Session")}));
    QCOMPARE(valueOf(rows, QStringLiteral("Strength")), QStringLiteral("none"));
    QCOMPARE(valueOf(rows, QStringLiteral("Skip")), QStringLiteral("not allowed"));
    QCOMPARE(valueOf(rows, QStringLiteral("Label set")), QStringLiteral("paper"));
    QCOMPARE(valueOf(rows, QStringLiteral("Intensity")), QStringLiteral("1 to 3"));
}

void TestProtocolRows::modelIsSound()
{
    widgets::CellModel model(protocolColumns());
    QAbstractItemModelTester tester(&model);
    model.setRows(protocolRows(trials::defaultProtocol()));
    QVERIFY(model.rowCount() > 20);
}

QTEST_GUILESS_MAIN(TestProtocolRows)
#include "tst_protocolrows.moc"
