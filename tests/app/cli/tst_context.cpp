#include "app/cli/context.h"

#include <csignal>

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

class TestContext : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorObjectLeavesOutWhatIsNotKnown()
    {
        base::Error error;
        error.code = QStringLiteral("import.row");
        error.message = QStringLiteral("bad");
        QCOMPARE(cli::toJson(error).keys(), (QStringList{QStringLiteral("code"), QStringLiteral("message")}));
        error.file = QStringLiteral("a.csv");
        error.line = 12;
        error.hint = QStringLiteral("Correct it");
        error.details = {QStringLiteral("one")};
        QCOMPARE(cli::toJson(error).value(QStringLiteral("line")).toInt(), 12);
        QCOMPARE(cli::toJson(error).value(QStringLiteral("details")).toArray().size(), 1);
    }

    void exitCodeTellsCancelledFromFailed()
    {
        cli::Context context({});
        base::Error error;
        error.code = QStringLiteral("study.missing");
        QCOMPARE(context.fail(error), int(cli::Failed));
        error.code = base::cancelledCode;
        QCOMPARE(context.fail(error), int(cli::Cancelled));
        QCOMPARE(context.usage(QStringLiteral("x")), int(cli::Usage));
    }

    void interruptCancelsTheJob()
    {
        cli::Context context({});
        QVERIFY(!context.progress().isCancelled());
        std::raise(SIGINT);
        QVERIFY(context.progress().isCancelled());
    }
};

QTEST_APPLESS_MAIN(TestContext)
#include "tst_context.moc"
