using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Requests.Tables;

/// <summary>A data set as it was read from a table.</summary>
/// <param name="Data">The numbers.</param>
/// <param name="Notes">What was decided on the way, and has to be told.</param>
public sealed record TableData(Dataset Data, ImmutableArray<DataNote> Notes);

/// <summary>What is done about missing values.</summary>
public enum MissingPolicy
{
    /// <summary>They are a mistake of the request.</summary>
    Refuse,

    /// <summary>Rows with any are left out.</summary>
    DropRows,

    /// <summary>They stay, and each test of independence leaves out the rows that lack a value of its own columns.</summary>
    Testwise,
}
