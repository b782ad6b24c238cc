using System.Collections.Immutable;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Tables;

/// <summary>Checks names of variables.</summary>
internal static class VariableNames
{
    private static readonly JsonPointer Place = JsonPointer.Root.Member("variable_names");

    /// <summary>Notes what is wrong with the names.</summary>
    /// <param name="names">The names.</param>
    /// <param name="most">How many are taken.</param>
    /// <param name="errors">Where to note it.</param>
    /// <param name="check">A further check: what is wrong with a name, or null.</param>
    /// <param name="from">What the names are taken from, where the request does not list them.</param>
    public static void Check(
        ImmutableArray<string> names, int most, RequestErrors errors, Func<string, string?>? check = null, JsonPointer? from = null)
    {
        if (names.Length < 1 || names.Length > most)
        {
            errors.Add(from ?? Place, $"There are {names.Length} variables; at least 1 is needed, and at most {most} are taken.");
            return;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
        {
            var flaw = names[i] is null ? "This name is null; write the name of a variable."
                : NodeName.Check(names[i]) is { } ill ? ill
                : !seen.Add(names[i]) ? $"The variable '{names[i]}' is named twice; name each variable once."
                : check?.Invoke(names[i]);
            if (flaw is not null)
            {
                errors.AddMissing(from ?? Place.Item(i), flaw);
            }
        }
    }
}
