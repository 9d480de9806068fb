#pragma once

#include "ui/widgets/place.h"

namespace annotate {

class AnnotateDesk;

/// Annotate beside the rail.
class AnnotatePlace : public widgets::Place
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnnotatePlace)

public:
    explicit AnnotatePlace(QWidget *parent = nullptr);

    widgets::PlaceId id() const override { return widgets::PlaceId::Annotate; }
    QString title() const override;
    widgets::Icon icon() const override { return widgets::Icon::Annotate; }
    void setStudy(const widgets::StudyPtr &study) override;
    void activate() override;
    /// `target.page`: the code to judge as, without asking (for the tour).
    void show(const widgets::Target &target) override;
    using widgets::Place::show;
    bool hasTopBar() const override { return false; }
    bool hasStatusLine() const override { return false; }
    bool hasOwnHelp() const override;
    bool isSettled() const override;
    QList<widgets::KeyHelp> keys() const override { return {}; }

    AnnotateDesk *desk() { return m_desk; }

private:
    AnnotateDesk *m_desk;
    widgets::StudyPtr m_study;
};

} // namespace annotate
