// Errand: work of a job, with what is to be done in the workbench when it has ended.
#pragma once

namespace byteprism {

class Workbench;

class Errand {
public:
    virtual ~Errand() = default;
    // Looked at in every refresh. Whether it is over: its answer was taken up, or why there is none was said.
    virtual bool take_up(Workbench& bench) = 0;
};

}  // namespace byteprism
