using System.ComponentModel.DataAnnotations;

namespace Isl.Api.Requests;

/// <summary>Largest data sets and texts taken; configuration section <c>DataLimits</c>.</summary>
public sealed class DataLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "DataLimits";

    /// <summary>Most variables.</summary>
    [Range(1, 10_000)]
    public int MaxVariables { get; set; } = 200;

    /// <summary>Most columns of a table that is described, or of which only some columns are computed with.</summary>
    [Range(1, 10_000)]
    public int MaxColumns { get; set; } = 500;

    /// <summary>Most rows.</summary>
    [Range(3, 100_000_000)]
    public int MaxRows { get; set; } = 100_000;

    /// <summary>Most characters of a description in words.</summary>
    [Range(1, 10_000_000)]
    public int MaxDescription { get; set; } = 20_000;
}
