#include "ui/widgets/englishplurals.h"

#include <QCoreApplication>
#include <QTest>

class TestEnglishPlurals : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneAndMany()
    {
        widgets::EnglishPlurals plurals;
        QCoreApplication::installTranslator(&plurals);
        const auto problems = [](int n) { return tr("%n problem(s) to solve", nullptr, n); };
        QCOMPARE(problems(0), QStringLiteral("0 problems to solve"));
        QCOMPARE(problems(1), QStringLiteral("1 problem to solve"));
        QCOMPARE(problems(12), QStringLiteral("12 problems to solve"));
        QCOMPARE(tr("as it is (s)"), QStringLiteral("as it is (s)"));
        QCoreApplication::removeTranslator(&plurals);
        QCOMPARE(problems(2), QStringLiteral("2 problem(s) to solve"));
    }
};

QTEST_GUILESS_MAIN(TestEnglishPlurals)
#include "tst_englishplurals.moc"
