#include <QApplication>
#include <QTest>

#include "ui/widgets/paragraph.h"
#include "ui/widgets/theme.h"

using namespace widgets;

class TestParagraph : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { Theme::instance().install(*qApp, Theme::Choice::Light); }
    void heightFollowsWidth();
};

void TestParagraph::heightFollowsWidth()
{
    Paragraph paragraph(QStringLiteral("Compare pictures blind, let reward models score the same pictures."));
    const int line = lineHeight(TextRole::Body);
    QCOMPARE(paragraph.heightForWidth(2000), line);
    QVERIFY(paragraph.heightForWidth(200) >= 2 * line);
    QCOMPARE(paragraph.heightForWidth(200) % line, 0);
    QCOMPARE(paragraph.accessibleName(), paragraph.text());
    paragraph.setText(QString());
    QCOMPARE(paragraph.heightForWidth(200), line);
}

QTEST_MAIN(TestParagraph)
#include "tst_paragraph.moc"
