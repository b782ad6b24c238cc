using System.Collections.Immutable;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Graphs;

/// <summary>Nodes that graph text gives a role: what a request leaves out is taken from here.</summary>
/// <param name="Exposures">Nodes marked <c>exposure</c>, in ordinal order.</param>
/// <param name="Outcomes">Nodes marked <c>outcome</c>, in ordinal order.</param>
/// <param name="Adjusted">Nodes marked <c>adjusted</c>, in ordinal order.</param>
public sealed record GraphRoles(ImmutableArray<string> Exposures, ImmutableArray<string> Outcomes, ImmutableArray<string> Adjusted)
{
    /// <summary>No roles, as in graphs given as JSON.</summary>
    public static GraphRoles None { get; } = new([], [], []);
}

/// <summary>A graph as it was read, with the roles its text gives.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Roles">The roles.</param>
public sealed record ParsedGraph(CausalGraph Graph, GraphRoles Roles);
