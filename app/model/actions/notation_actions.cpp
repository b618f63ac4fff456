// Values that are typed into the inspector.

#include "app/model/actions/apply.hpp"

namespace byteprism {

void apply(Workbench&, const WriteNotation&) {}

}  // namespace byteprism
