#pragma once

#include "core/scoring/modelstore.h"
#include "ui/widgets/popover.h"

class QCheckBox;
class QLineEdit;

namespace widgets {
class Button;
class Paragraph;
} // namespace widgets

namespace scorers {

/// Where the weights of a scorer come from, and how.
struct InstallChoice
{
    QString scorer;
    QString from; ///< a file, a folder, or an address
    scoring::InstallOptions options;

    bool isAddress() const;
};

/// Asks for the weights of one scorer: a file, a folder or an address, whether files are used where they are, and where
/// the makers state no licence, whether the user may use them.
class InstallPopover : public widgets::Popover
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(InstallPopover)

public:
    explicit InstallPopover(QWidget *parent);

    void open(const QString &scorer, const QRect &anchor);

Q_SIGNALS:
    void installRequested(const scorers::InstallChoice &choice);

private:
    void choose(bool folder);
    void showChoice();
    void lay();

    QString m_scorer;
    widgets::Paragraph *m_text;
    widgets::Paragraph *m_licence;
    QLineEdit *m_from;
    widgets::Button *m_file;
    widgets::Button *m_folder;
    QCheckBox *m_inPlace;
    QCheckBox *m_accepted;
    widgets::Button *m_install;
};

} // namespace scorers
