// Where the members of a record are whose lengths, conditions and offsets are in the data. Used by DataReader.
#pragma once

#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "core/structure/data_node.hpp"

namespace byteprism {

// One record of a type that varies.
struct RecordInstance {
    std::int64_t offset = 0;
    std::int64_t base = 0;  // what `@` counts from: where the outermost record begins
    // The record around it, for names; kept alive unless it is being read just now.
    const RecordInstance* outer = nullptr;
    std::shared_ptr<const RecordInstance> kept_outer;
    std::vector<DataNode> members;  // those that are present, and padding
    std::int64_t size = unknown;

    static constexpr std::int64_t unknown = -1;     // damaged data does not tell
    static constexpr std::int64_t unmeasured = -2;  // the elements of its last member would have to be looked through
};

// Where the elements of varying size begin, as far as somebody asked.
struct ElementPlaces {
    std::vector<std::int64_t> starts;  // of the elements known, and of the one behind them
    bool ended = false;                // there are no more
    std::string error;                 // why, if not all that were announced are there
    std::string missing;               // the same, where no element shows it as its own error
};

constexpr std::int64_t every_element = std::numeric_limits<std::int64_t>::max() - 2;

// Reads as much as one question to DataReader needs. Steps are counted, and more than `max_steps` and some for each
// byte that is passed are refused, so that damaged data costs time that is bounded by its size.
class RecordReader {
public:
    explicit RecordReader(const DataReader& reader) : reader_(reader), types_(reader.types_) {}

    // Fills in places, sizes and counts; of a record that varies the instance, too.
    DataNode open(DataNode node, const std::shared_ptr<const RecordInstance>& scope);
    // Makes sure that places.starts[index + 1] is there, if there is such an element. The scope is the array's.
    void find_element(const DataNode& array, std::int64_t index, const RecordInstance* scope);
    // -1: damaged.
    std::int64_t size_of(const DataNode& node, const RecordInstance* scope);

private:
    // The same as open without the instance: enough to know what comes behind.
    DataNode measured(DataNode node, const RecordInstance* scope);
    // Lazy: the elements of its last member are left unmeasured.
    enum class Reading : std::uint8_t { Whole, Lazy };
    void read(RecordInstance& record, const DataType& type, Reading reading = Reading::Whole);
    void read_member(RecordInstance& record, const DataType& type, const DataMember& member, Reading reading,
                     std::int64_t& end);
    DataNode placed_member(RecordInstance& record, const DataType& type, const DataMember& member, Reading reading,
                           std::int64_t& end);
    DataNode elsewhere(const RecordInstance& record, const DataMember& member);
    DataNode bit_field(const RecordInstance& record, const DataMember& member, std::int64_t first_bit) const;
    void add_padding(RecordInstance& record, std::int64_t from, std::int64_t to) const;
    std::int64_t end_of(const DataNode& node, const RecordInstance& record, const DataMember& member);
    void lay_array(DataNode& node, const DataType& type, const RecordInstance* scope);
    std::int64_t characters_to_nul(std::int64_t offset, const DataType& character) const;
    void check_inside(DataNode& node) const;
    void step();
    // Elements of an array, the first time.
    void pass(std::int64_t begin, std::int64_t end);
    WideInteger field(const RecordInstance* scope, const std::vector<std::string>& path);
    bool find(const RecordInstance& record, std::string_view name, DataNode& found);
    bool find_inside(const DataNode& node, const RecordInstance* scope, std::string_view name, DataNode& found);
    std::int64_t evaluate(const FormulaPtr& formula, const RecordInstance* scope);
    std::int64_t data_size() const { return static_cast<std::int64_t>(reader_.bytes_.size()); }

    const DataReader& reader_;
    const DataTypes& types_;
    std::int64_t steps_ = 0;
    std::int64_t passed_ = 0, passed_to_ = 0;  // bytes of elements, and where they end
    bool last_read_ = false;                   // what `measured` looked at says that it is the last of its array
};

// The node of a member whose place the type says.
DataNode fixed_member(const DataTypes& types, const DataMember& member, std::int64_t record_offset);
// Its kind; what else follows from the type.
DataNode node_of(const DataTypes& types, const TypeUse& use, std::int64_t offset);

}  // namespace byteprism
