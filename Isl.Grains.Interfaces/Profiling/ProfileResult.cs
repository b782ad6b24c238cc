using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Data;

namespace Isl.Grains.Interfaces.Profiling;

/// <summary>Answer to a <see cref="ProfileQuestion"/>: exact counts and figures, column by column.</summary>
public sealed record ProfileResult : AnalysisResult
{
    /// <summary>Rows of the table.</summary>
    public required int Rows { get; init; }

    /// <summary>Rows in which nothing is missing.</summary>
    public required int CompleteRows { get; init; }

    /// <summary>The columns, in the table's order.</summary>
    public required ImmutableArray<ColumnProfile> Columns { get; init; }

    /// <summary>Pairs of columns that say the same, in the table's order.</summary>
    public required ImmutableArray<NearDuplicate> NearDuplicates { get; init; }

    /// <summary>Further such pairs that are not listed.</summary>
    public required int NearDuplicatesMore { get; init; }

    /// <summary>Rows that are copies of others.</summary>
    public required DuplicateRows DuplicateRows { get; init; }

    /// <summary>Which columns are missing together, most frequent first; the one without any missing is among them.</summary>
    public required ImmutableArray<MissingPattern> MissingPatterns { get; init; }

    /// <summary>Rows of further patterns that are not listed.</summary>
    public required int MissingPatternsMoreRows { get; init; }

    /// <summary>The first cells that hold no value that could be used.</summary>
    public required ImmutableArray<TableFlaw> FirstFlaws { get; init; }

    /// <summary>Members to send along with the table.</summary>
    public required SuggestedReading Suggested { get; init; }

    /// <summary>Hash of the table.</summary>
    public required string DatasetHash { get; init; }
}

/// <summary>What stands in a column. Members that its kind does not have are null.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Missing">Cells without a value that could be read.</param>
/// <param name="MissingShare">The same as a share of all rows.</param>
/// <param name="Unreadable">Those of them that hold something, but no value that fits the column.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="Levels">The levels, most frequent first; of many the first, then one for all others.</param>
/// <param name="Min">Least value.</param>
/// <param name="Max">Greatest value.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Std">Standard deviation, with n − 1.</param>
/// <param name="Quantiles">Quantiles, <c>p01</c> to <c>p99</c>, between neighbours by linear interpolation.</param>
/// <param name="Histogram">Counts in bins of equal width.</param>
/// <param name="Sentinels">Values that look like codes for something else.</param>
/// <param name="Remedies">What could be done about the column.</param>
public sealed record ColumnProfile(
    string Name,
    ColumnKind Kind,
    int Missing,
    double MissingShare,
    int Unreadable,
    int Distinct,
    ImmutableArray<LevelCount>? Levels,
    double? Min,
    double? Max,
    double? Mean,
    double? Std,
    IReadOnlyDictionary<string, double>? Quantiles,
    BinnedCounts? Histogram,
    ImmutableArray<Sentinel> Sentinels,
    ImmutableArray<string> Remedies);

/// <summary>A level and how often it stands in the column.</summary>
/// <param name="Level">The level; <c>other</c> for all that are not listed.</param>
/// <param name="Count">Its rows.</param>
/// <param name="Others">Levels that are not listed, where this is the row for them; else null.</param>
public sealed record LevelCount(
    string Level, int Count, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Others = null);

/// <summary>Counts in bins.</summary>
/// <param name="Edges">Edges of the bins, one more than there are bins; a bin holds its lower edge, the last one both.</param>
/// <param name="Counts">Values in each.</param>
public sealed record BinnedCounts(ImmutableArray<double> Edges, ImmutableArray<int> Counts);

/// <summary>A value that looks like a code for something else, such as a missing value.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">How often it stands there.</param>
/// <param name="Reason">Why it looks like one.</param>
public sealed record Sentinel(double Value, int Count, SentinelReason Reason);

/// <summary>Why a value looks like a code.</summary>
public enum SentinelReason
{
    /// <summary>Files use it for a missing value, and it lies outside of the other values or is far too frequent among them.</summary>
    KnownCode,

    /// <summary>It is frequent and far from all other values.</summary>
    FarFromTheRest,
}

/// <summary>How two columns say the same.</summary>
public enum DuplicateKind
{
    /// <summary>They hold the same in every row.</summary>
    Equal,

    /// <summary>One is a linear function of the other, or nearly so.</summary>
    Linear,

    /// <summary>Their levels go together one to one.</summary>
    SamePartition,
}

/// <summary>Two columns that say the same.</summary>
/// <param name="A">The first.</param>
/// <param name="B">The second.</param>
/// <param name="Kind">How.</param>
/// <param name="Correlation">Their correlation over the rows that have both; null for columns without distances.</param>
public sealed record NearDuplicate(string A, string B, DuplicateKind Kind, double? Correlation);

/// <summary>Rows that are copies of others.</summary>
/// <param name="Rows">Rows beyond the first of each group of equal ones.</param>
/// <param name="Groups">Groups of equal rows.</param>
public sealed record DuplicateRows(int Rows, int Groups);

/// <summary>Columns that are missing together.</summary>
/// <param name="Columns">The columns; empty where nothing is missing.</param>
/// <param name="Rows">Rows in which these and no others are missing.</param>
public sealed record MissingPattern(ImmutableArray<string> Columns, int Rows);

/// <summary>Members to send along with the table.</summary>
/// <param name="Kinds">Columns that hold few whole numbers, which may be names of groups.</param>
/// <param name="Missing">What to do about missing values.</param>
public sealed record SuggestedReading(IReadOnlyDictionary<string, DeclaredKind> Kinds, string Missing);
