using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Data;

namespace Isl.Api.Requests.Tables;

/// <summary>What columns are declared to be, by column: <c>numeric</c> or <c>category</c>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<KindsInput>))]
public sealed record KindsInput(JsonElement Json) : IRawJson<KindsInput>
{
    private static readonly JsonPointer Place = JsonPointer.Root.Member("kinds");

    private static readonly ImmutableArray<(string Name, DeclaredKind Value)> Choices =
        [("numeric", DeclaredKind.Numeric), ("category", DeclaredKind.Category)];

    /// <inheritdoc/>
    public static KindsInput Of(JsonElement json) => new(json);

    /// <summary>The declared columns, in the table's order; what is wrong with them is noted.</summary>
    /// <param name="kinds">What was sent; null for nothing.</param>
    /// <param name="table">The table; null where it could not be read.</param>
    /// <param name="errors">Takes the mistakes.</param>
    public static ImmutableArray<DeclaredColumn> Read(KindsInput? kinds, OpenTable? table, RequestErrors errors)
    {
        if (kinds is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } || table is null
            || !JsonValues.IsObject(kinds.Json, Place, "kinds", errors))
        {
            return [];
        }

        var declared = new List<(int At, DeclaredColumn Column)>();
        foreach (var entry in kinds.Json.EnumerateObject())
        {
            var (place, at) = (Place.Member(entry.Name), table.Data.Variables.IndexOf(entry.Name));
            if (at < 0)
            {
                errors.Add(place, $"There is no column '{Shown.Short(entry.Name)}'; name columns of the table.");
            }
            else if (JsonValues.TryText(entry.Value, place, $"The kind of '{Shown.Short(entry.Name)}'", errors, out var text))
            {
                var kind = Fields.Choice(text, Choices, DeclaredKind.Category, place, errors, "kind of column");
                var levels = table.Reading.Of(entry.Name) is { IsText: true } reading ? reading.Labels.Length : 0;
                if (kind == DeclaredKind.Numeric && levels > 2)
                {
                    errors.Add(place, $"Column '{entry.Name}' holds texts, so it cannot be numeric; leave it out of kinds.");
                }

                declared.RemoveAll(one => one.At == at);
                declared.Add((at, new DeclaredColumn(entry.Name, kind)));
            }
        }

        return [.. declared.OrderBy(one => one.At).Select(one => one.Column)];
    }
}
