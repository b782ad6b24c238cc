using System.ComponentModel.DataAnnotations;

namespace Isl.Api.Requests;

/// <summary>Largest graphs taken; configuration section <c>GraphLimits</c>.</summary>
public sealed class GraphLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "GraphLimits";

    /// <summary>Most nodes.</summary>
    [Range(1, 1_000_000)]
    public int MaxNodes { get; set; } = 20_000;

    /// <summary>Most edges, directed and bidirected together.</summary>
    [Range(1, 10_000_000)]
    public int MaxEdges { get; set; } = 100_000;
}
