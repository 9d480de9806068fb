#include <QAccessible>
#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QTest>
#include <QTranslator>

#include "tests/ui/shell/layoutfaults.h"
#include "tests/ui/shell/windowwalk.h"
#include "ui/annotate/pairview.h"
#include "ui/shell/placehost.h"
#include "ui/shell/rail.h"
#include "ui/shell/topbar.h"
#include "ui/widgets/theme.h"

using support::everyStop;
using support::Stop;
using support::WindowWalk;

namespace {

/// Texts of other languages are longer: every text gets 30 % more, and marks at both ends that show what is cut.
class LongTexts : public QTranslator
{
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int) const override
    {
        const QString text = QString::fromUtf8(source);
        return QStringLiteral("[%1%2]").arg(text, QString(qMax<qsizetype>(1, text.size() * 3 / 10 - 2), u'·'));
    }
};

/// Everything below `interface` that can be used, as "role: name".
void collectNameless(QAccessibleInterface *interface, QStringList &nameless, int &named)
{
    if (!interface || interface->state().invisible)
        return;
    static const QList<QAccessible::Role> controls{
        QAccessible::Button, QAccessible::CheckBox,   QAccessible::ComboBox, QAccessible::EditableText,
        QAccessible::Slider, QAccessible::SpinBox,    QAccessible::List,     QAccessible::Table,
        QAccessible::Tree,   QAccessible::RadioButton};
    if (controls.contains(interface->role()) || interface->state().focusable) {
        const QObject *object = interface->object();
        // Parts that Qt makes for itself inside a named control: scroll bars, the icons of a search field.
        const bool isInner =
            object
            && (object->objectName().startsWith(QLatin1String("qt_")) || object->inherits("QLineEditIconButton"));
        if (!interface->text(QAccessible::Name).trimmed().isEmpty())
            ++named;
        else if (!isInner)
            nameless.append(QStringLiteral("%1 (role %2) in %3")
                                .arg(object ? QLatin1String(object->metaObject()->className()) : QLatin1String("?"))
                                .arg(int(interface->role()))
                                .arg(object && object->parent()
                                         ? QLatin1String(object->parent()->metaObject()->className())
                                         : QLatin1String("?")));
    }
    // Cells of tables speak through their model's texts.
    if (interface->tableInterface())
        return;
    for (int i = 0; i < interface->childCount(); ++i)
        collectNameless(interface->child(i), nameless, named);
}

void addStops()
{
    QTest::addColumn<int>("stop");
    for (int i = 0; i < everyStop().size(); ++i)
        QTest::newRow(everyStop()[i].name) << i;
}

} // namespace

/// What holds in every place of the window, whoever made it.
class TestEveryPlace : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void controlsHaveNames_data() { addStops(); }
    void controlsHaveNames();
    void tabReachesEverything_data() { addStops(); }
    void tabReachesEverything();
    void layoutFaultsAreFound();
    void nothingIsCut_data();
    void nothingIsCut();
    void longerTextsFit_data() { addStops(); }
    void longerTextsFit();
    void mirroredChrome();
    void picturesAreNeverMirrored();

private:
    WindowWalk &walk(const QSize &size = QSize(1440, 900));

    std::unique_ptr<WindowWalk> m_walk;
};

void TestEveryPlace::initTestCase()
{
    widgets::Theme::instance().install(*qApp, widgets::Theme::Choice::Light);
}

void TestEveryPlace::cleanup()
{
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

WindowWalk &TestEveryPlace::walk(const QSize &size)
{
    if (!m_walk)
        m_walk = std::make_unique<WindowWalk>();
    m_walk->window()->resize(size);
    return *m_walk;
}

void TestEveryPlace::controlsHaveNames()
{
    QFETCH(int, stop);
    QVERIFY(walk().visit(everyStop()[stop]));
    QStringList nameless;
    int named = 0;
    collectNameless(QAccessible::queryAccessibleInterface(m_walk->window()), nameless, named);
    QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    QVERIFY(named > 8); // the rail alone has as many
}

void TestEveryPlace::tabReachesEverything()
{
    QFETCH(int, stop);
    QVERIFY(walk().visit(everyStop()[stop]));
    shell::MainWindow *window = m_walk->window();
    window->activateWindow();
    QSet<QWidget *> wanted;
    const auto all = window->findChildren<QWidget *>();
    for (QWidget *widget : all) {
        if (widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus
            && !widget->focusProxy())
            wanted.insert(widget);
    }
    // Round the whole chain, from whatever comes first.
    QSet<QWidget *> reached;
    QWidget *first = window->nextInFocusChain();
    QWidget *at = first;
    do {
        if (wanted.contains(at))
            reached.insert(at);
        at = at->nextInFocusChain();
    } while (at != first && at);
    QCOMPARE(reached.size(), wanted.size());
    // Rail first, then the top bar, then the content: as one reads.
    const QList<const QWidget *> regions{window->findChild<shell::Rail *>(), window->findChild<shell::TopBar *>(),
                                         window->findChild<shell::PlaceHost *>()};
    qsizetype region = 0;
    int lastTop = 0;
    // The chain is a circle: it is followed from the first button of the rail.
    auto *start = window->findChild<QWidget *>(QStringLiteral("rail-annotate"));
    QVERIFY(start);
    at = start;
    do {
        const QWidget *now = at;
        at = at->nextInFocusChain();
        if (!wanted.contains(const_cast<QWidget *>(now)))
            continue;
        const auto in =
            std::find_if(regions.begin(), regions.end(), [now](const QWidget *one) { return one->isAncestorOf(now); });
        QVERIFY2(in != regions.end(), now->metaObject()->className());
        QVERIFY2(in - regions.begin() >= region,
                 qPrintable(QStringLiteral("%1 “%2” comes too late")
                                .arg(QLatin1String(now->metaObject()->className()), now->accessibleName())));
        region = in - regions.begin();
        if (region > 0)
            continue;
        const int top = now->mapTo(window, QPoint()).y();
        QVERIFY2(top >= lastTop,
                 qPrintable(QStringLiteral("“%1” comes too late in the rail").arg(now->accessibleName())));
        lastTop = top;
    } while (at != start);
}

void TestEveryPlace::layoutFaultsAreFound()
{
    QWidget window;
    window.resize(300, 100);
    auto *cut = new QLabel(QStringLiteral("a text that is far too long for it"), &window);
    cut->setGeometry(10, 10, 40, 20);
    auto *covered = new QLabel(QStringLiteral("x"), &window);
    covered->setGeometry(30, 12, 60, 20);
    auto *outside = new QLabel(QStringLiteral("y"), &window);
    outside->setGeometry(280, 60, 60, 20);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QCOMPARE(support::layoutFaults(&window).size(), 3);
    covered->move(100, 10);
    outside->move(100, 60);
    cut->resize(cut->sizeHint());
    cut->move(10, 40);
    QCOMPARE(support::layoutFaults(&window), QStringList());
}

void TestEveryPlace::nothingIsCut_data()
{
    QTest::addColumn<int>("stop");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<double>("scale");
    QTest::addColumn<bool>("dark");
    for (const QSize size : {QSize(1024, 700), QSize(1440, 900), QSize(2560, 1440)}) {
        for (const double scale : {1.0, 1.5, 2.0}) {
            for (const bool dark : {false, true}) {
                for (int i = 0; i < everyStop().size(); ++i)
                    QTest::addRow("%s %dx%d %.0f%% %s", everyStop()[i].name, size.width(), size.height(), scale * 100,
                                  dark ? "dark" : "light")
                        << i << size << scale << dark;
            }
        }
    }
}

void TestEveryPlace::nothingIsCut()
{
    QFETCH(int, stop);
    QFETCH(QSize, size);
    QFETCH(double, scale);
    QFETCH(bool, dark);
    widgets::Theme::instance().setChoice(dark ? widgets::Theme::Choice::Dark : widgets::Theme::Choice::Light);
    QVERIFY(walk(size).visit(everyStop()[stop]));
    QImage image(size * scale, QImage::Format_RGB32);
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    m_walk->window()->render(&painter);
    painter.end();
    // Something was painted over the whole window, in the colours of the theme.
    const QColor rail = widgets::tokens().rail;
    QCOMPARE(QColor(image.pixel(2, image.height() / 2)), rail);
    const QStringList faults = support::layoutFaults(m_walk->window());
    QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
}

void TestEveryPlace::longerTextsFit()
{
    QFETCH(int, stop);
    widgets::Theme::instance().setChoice(widgets::Theme::Choice::Light);
    LongTexts texts;
    QCoreApplication::installTranslator(&texts);
    {
        WindowWalk other;
        other.window()->resize(1440, 900);
        QVERIFY(other.visit(everyStop()[stop]));
        const QStringList faults = support::layoutFaults(other.window());
        QCoreApplication::removeTranslator(&texts);
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(QLatin1Char('\n'))));
    }
    QCoreApplication::removeTranslator(&texts);
}

void TestEveryPlace::mirroredChrome()
{
    widgets::Theme::instance().setChoice(widgets::Theme::Choice::Light);
    QApplication::setLayoutDirection(Qt::RightToLeft);
    WindowWalk other;
    other.window()->resize(1440, 900);
    for (const Stop &stop : everyStop()) {
        QVERIFY2(other.visit(stop), stop.name);
        const auto *rail = other.window()->findChild<shell::Rail *>();
        QVERIFY2(rail->x() > other.window()->width() / 2, stop.name);
        const QStringList faults = support::layoutFaults(other.window());
        QVERIFY2(faults.isEmpty(),
                 qPrintable(QLatin1String(stop.name) + QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
    }
}

void TestEveryPlace::picturesAreNeverMirrored()
{
    widgets::Theme::instance().setChoice(widgets::Theme::Choice::Light);
    // The same person in the same study: the same pair, with the same sides.
    const auto colours = [](Qt::LayoutDirection direction) {
        QApplication::setLayoutDirection(direction);
        WindowWalk other;
        other.window()->resize(1440, 900);
        other.window()->showPlace(widgets::PlaceId::Annotate, {{}, {}, QStringLiteral("m01"), {}});
        auto *pair = other.window()->findChild<annotate::PairView *>();
        const auto pixel = [&](double share) {
            const QImage image = pair->grab().toImage();
            return image.pixelColor(int(image.width() * share), image.height() / 2);
        };
        const QColor surround = widgets::tokens().judge;
        if (!QTest::qWaitFor([&] { return other.window()->isSettled() && pixel(0.3) != surround; }, 20000))
            return QList<QColor>();
        return QList<QColor>{pixel(0.3), pixel(0.7)};
    };
    const QList<QColor> leftToRight = colours(Qt::LeftToRight);
    QCOMPARE(leftToRight.size(), 2);
    QVERIFY(leftToRight[0] != leftToRight[1]);
    QCOMPARE(colours(Qt::RightToLeft), leftToRight);
}

QTEST_MAIN(TestEveryPlace)
#include "tst_everyplace.moc"
