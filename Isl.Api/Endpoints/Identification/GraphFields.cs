using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Reads the fields that several questions about a graph have.</summary>
internal static class GraphFields
{
    /// <summary>One name or several, of which only one way may be used; the nodes that graph text marks where neither is given.</summary>
    /// <param name="one">The single name.</param>
    /// <param name="several">The names.</param>
    /// <param name="marked">Nodes with the role in graph text.</param>
    /// <param name="name">The field of the single name; that of several has an s behind it.</param>
    /// <param name="errors">Takes the mistakes.</param>
    public static ImmutableArray<string> OneOrSeveral(
        string? one,
        List<string>? several,
        ImmutableArray<string> marked,
        string name,
        RequestErrors errors)
    {
        var (place, places) = (JsonPointer.Root.Member(name), JsonPointer.Root.Member(name + "s"));
        if (one is null && several is null && marked.Length > 0)
        {
            return marked;
        }

        if (one is not null && several is not null)
        {
            errors.Add(place, $"Both {name} and {name}s are given; send one of them.");
        }
        else if (string.IsNullOrEmpty(one) && several is null or { Count: 0 } && !errors.Concern(places))
        {
            errors.AddMissing(place, $"{name} is missing; name a node of the graph.");
        }

        Fields.CheckNames(several, places, errors);
        return one is not null ? [one] : Fields.Sorted(several);
    }

    /// <summary>The nodes that graph text marks as adjusted, but for those that the request asks about: the request wins.</summary>
    public static ImmutableArray<string> AdjustedBut(GraphRoles roles, IReadOnlyCollection<string?> asked) =>
        [.. roles.Adjusted.Where(node => !asked.Contains(node))];

    /// <summary>Names, in ordinal order; those that graph text marks where none are given.</summary>
    public static ImmutableArray<string>? Names(List<string>? names, ImmutableArray<string> marked, string field, RequestErrors errors)
    {
        Fields.CheckNames(names, JsonPointer.Root.Member(field), errors);
        return names is not null ? Fields.Sorted(names) : marked.Length > 0 ? marked : null;
    }

    /// <summary>A whole number from 1 up.</summary>
    public static int Count(int? given, int usual, int most, string field, RequestErrors errors) =>
        (int)Fields.InRange(given ?? usual, 1, most, JsonPointer.Root.Member(field), errors);
}
