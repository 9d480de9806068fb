#include "core/interchange/columnpreview.h"

#include <QTest>

#include "tests/support/interchangestudy.h"

class TestColumnPreview : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsOfATable()
    {
        support::InterchangeStudy study;
        const QString path = study.folder().write(QStringLiteral("t.csv"), "a,b\n1,\"two\nlines\"\n3,4\n5,6\n");
        const auto columns = interchange::readColumns(path, 2);
        SUPPORT_OK(columns);
        QCOMPARE(columns->columns, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(columns->rows.size(), 2);
        QCOMPARE(columns->rows[0][1], QStringLiteral("two\nlines"));
        QVERIFY(interchange::isTableFile(path));
        QVERIFY(!interchange::isTableFile(study.folder().path()));
        QCOMPARE(interchange::columnsOfKind(QStringLiteral("csv")).first(), QStringLiteral("file"));
        QVERIFY(interchange::columnsOfKind(QStringLiteral("folder")).isEmpty());
    }

    void aMissingTableIsAnError() { QVERIFY(!interchange::readColumns(QStringLiteral("nowhere.csv"), 2)); }
};

QTEST_GUILESS_MAIN(TestColumnPreview)
#include "tst_columnpreview.moc"
