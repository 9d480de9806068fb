#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLineEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

#include "core/storage/annotatorrepository.h"
#include "core/storage/database.h"
#include "tests/support/paths.h"
#include "tests/support/studies.h"
#include "ui/annotate/annotatecontroller.h"
#include "ui/annotate/annotatedesk.h"
#include "ui/annotate/annotateplace.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/filechooser.h"
#include "ui/widgets/theme.h"

using support::must;
using widgets::PlaceId;

namespace {

constexpr int stepMs = 60000;

QRegularExpression step(const char *form)
{
    return QRegularExpression(QStringLiteral("^\\d+\\. ") + QString::fromUtf8(form));
}

} // namespace

/// Does what the guide's page "Your first study in ten minutes" says, line by line: its commands in a shell, its
/// numbered steps in the real window.
class TestFirstStudy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void followsThePage();

private:
    void follow(const QString &line);
    void runInShell(const QStringList &commands);
    QAbstractButton *button(const QString &text) const;
    void press(const QString &text, const QString &file);
    void open(const QString &where);
    void write(const QString &text, const QString &field);
    void judge(int pairs, const QString &code);
    qint64 answered(const QString &code) const;
    bool settle() const;
    QString path(const QString &name) const { return m_folder.file(name); }

    support::TestFolder m_folder;
    std::unique_ptr<shell::MainWindow> m_window;
    int m_commands = 0;
    int m_steps = 0;
};

bool TestFirstStudy::settle() const
{
    int calm = 0;
    return QTest::qWaitFor(
        [this, &calm] {
            calm = m_window->isSettled() ? calm + 1 : 0;
            return calm > 3;
        },
        stepMs);
}

void TestFirstStudy::runInShell(const QStringList &commands)
{
    for (const QString &command : commands) {
        QProcess shell;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("PATH"),
                           support::binFolder() + QLatin1Char(':') + environment.value(QStringLiteral("PATH")));
        shell.setProcessEnvironment(environment);
        shell.setWorkingDirectory(m_folder.path());
        shell.start(QStringLiteral("sh"), {QStringLiteral("-ec"), command});
        QVERIFY2(shell.waitForFinished(5 * stepMs), qPrintable(command));
        QVERIFY2(shell.exitCode() == 0,
                 qPrintable(command + QLatin1Char('\n') + QString::fromUtf8(shell.readAllStandardError())));
        ++m_commands;
    }
}

QAbstractButton *TestFirstStudy::button(const QString &text) const
{
    const auto all = m_window->findChildren<QAbstractButton *>();
    for (QAbstractButton *one : all) {
        if (one->isVisible() && one->isEnabled() && (one->text() == text || one->accessibleName() == text))
            return one;
    }
    return nullptr;
}

void TestFirstStudy::press(const QString &text, const QString &file)
{
    widgets::FileChooser::answerWith([file, this](const widgets::FileChooser::Question &question) -> QStringList {
        if (file.isEmpty())
            return {};
        if (question.kind == widgets::FileChooser::Kind::OpenFolder)
            QDir().mkpath(path(file));
        return {path(file)};
    });
    QVERIFY2(QTest::qWaitFor([this, &text] { return button(text) != nullptr; }, stepMs), qPrintable(text));
    button(text)->click();
    QVERIFY2(settle(), qPrintable(text));
}

void TestFirstStudy::open(const QString &where)
{
    const QStringList parts = where.split(QStringLiteral(" › "));
    const auto place = widgets::placeFromText(parts.first().toLower());
    QVERIFY2(place, qPrintable(where));
    m_window->showPlace(*place, {{}, {}, parts.value(1).toLower(), {}});
    QVERIFY2(settle(), qPrintable(where));
    QCOMPARE(m_window->currentPlace()->id(), *place);
}

void TestFirstStudy::write(const QString &text, const QString &field)
{
    const auto lines = m_window->findChildren<QLineEdit *>();
    for (QLineEdit *line : lines) {
        if (!line->isVisible() || line->accessibleName() != field)
            continue;
        line->setFocus();
        line->selectAll();
        QTest::keyClicks(line, text);
        QTest::keyClick(line, Qt::Key_Return);
        QVERIFY2(settle(), qPrintable(field));
        return;
    }
    QFAIL(qPrintable(QStringLiteral("no field %1").arg(field)));
}

qint64 TestFirstStudy::answered(const QString &code) const
{
    auto database = must(storage::Database::open(path(QStringLiteral("first.dissensus"))));
    storage::AnnotatorRepository annotators(database);
    const auto annotator = must(annotators.annotatorByCode(code));
    return annotator ? must(annotators.progress()).value(annotator->id).answered : 0;
}

void TestFirstStudy::judge(int pairs, const QString &code)
{
    auto *field = m_window->findChild<QLineEdit *>(QStringLiteral("annotator-code"));
    QVERIFY(field && field->isVisible());
    QTest::keyClicks(field, code);
    QTest::keyClick(field, Qt::Key_Return);
    auto *place = qobject_cast<annotate::AnnotatePlace *>(m_window->currentPlace());
    QVERIFY(place);
    place->desk()->controller()->setGuardMs(0);
    for (int pair = 0; pair < pairs; ++pair) {
        QVERIFY(settle());
        QWidget *focus = m_window->focusWidget() ? m_window->focusWidget() : m_window.get();
        QTest::keyClick(focus, pair % 2 == 0 ? Qt::Key_Left : Qt::Key_Right);
        QVERIFY2(QTest::qWaitFor([&] { return answered(code) == pair + 1; }, stepMs), "the answer is not stored");
    }
}

void TestFirstStudy::follow(const QString &line)
{
    static const QRegularExpression pressing =
        step("Press \\*\\*([^*]+)\\*\\*(?: and (?:save it as|choose) `([^`]+)`)?");
    static const QRegularExpression opening = step("Open \\*\\*([^*]+)\\*\\*");
    static const QRegularExpression writing = step("Write `([^`]*)` into \\*\\*([^*]+)\\*\\*");
    static const QRegularExpression judging = step("Judge (\\d+) pairs as `([^`]+)`");
    ++m_steps;
    if (const auto match = pressing.match(line); match.hasMatch())
        press(match.captured(1), match.captured(2));
    else if (const auto match = opening.match(line); match.hasMatch())
        open(match.captured(1));
    else if (const auto match = writing.match(line); match.hasMatch())
        write(match.captured(1), match.captured(2));
    else if (const auto match = judging.match(line); match.hasMatch())
        judge(match.captured(1).toInt(), match.captured(2));
    else
        QFAIL(qPrintable(QStringLiteral("a step that nobody can follow: %1").arg(line)));
}

void TestFirstStudy::followsThePage()
{
    QCoreApplication::setOrganizationName(QStringLiteral("dissensus-test"));
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
    QFile page(QStringLiteral(DISSENSUS_SOURCE "/docs/guide/first-study.md"));
    QVERIFY(page.open(QIODevice::ReadOnly));
    m_window = std::make_unique<shell::MainWindow>();
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    static const QRegularExpression numbered(QStringLiteral("^\\d+\\. "));
    QStringList commands;
    bool inShell = false;
    for (const QString &line : QString::fromUtf8(page.readAll()).split(QLatin1Char('\n'))) {
        if (line == QLatin1String("```sh")) {
            inShell = true;
        } else if (line == QLatin1String("```") && inShell) {
            inShell = false;
            runInShell(std::exchange(commands, {}));
        } else if (inShell) {
            commands.append(line);
        } else if (numbered.match(line).hasMatch()) {
            follow(line);
        }
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY(m_steps >= 10);
    QVERIFY(m_commands >= 5);
    // What the page promises at its end.
    QFile votes(path(QStringLiteral("results/votes.csv")));
    QVERIFY(votes.open(QIODevice::ReadOnly));
    QCOMPARE(votes.readAll().count('\n'), 5);
    QVERIFY(QFileInfo::exists(path(QStringLiteral("results/scores.csv"))));
}

QTEST_MAIN(TestFirstStudy)
#include "tst_firststudy.moc"
