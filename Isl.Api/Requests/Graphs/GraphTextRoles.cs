using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>A role that graph text gives to nodes.</summary>
internal enum GraphTextRole
{
    Latent,
    Exposure,
    Outcome,
    Adjusted,
    Selected,
}

/// <summary>Roles by the names of attributes, as dagitty, DoWhy and DOT users write them.</summary>
internal static class GraphTextRoles
{
    private static readonly Dictionary<string, GraphTextRole> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["latent"] = GraphTextRole.Latent,
        ["l"] = GraphTextRole.Latent,
        ["unobserved"] = GraphTextRole.Latent,
        ["u"] = GraphTextRole.Latent,
        ["exposure"] = GraphTextRole.Exposure,
        ["e"] = GraphTextRole.Exposure,
        ["outcome"] = GraphTextRole.Outcome,
        ["o"] = GraphTextRole.Outcome,
        ["adjusted"] = GraphTextRole.Adjusted,
        ["a"] = GraphTextRole.Adjusted,
        ["selected"] = GraphTextRole.Selected,
        ["s"] = GraphTextRole.Selected,
    };

    /// <summary>Words for the same roles that are not read, so that nothing is guessed.</summary>
    private static readonly Dictionary<string, string> OtherWords = new(StringComparer.OrdinalIgnoreCase)
    {
        ["hidden"] = "latent",
        ["unmeasured"] = "latent",
        ["unknown"] = "latent",
        ["treatment"] = "exposure",
        ["cause"] = "exposure",
        ["source"] = "exposure",
        ["intervention"] = "exposure",
        ["response"] = "outcome",
        ["effect"] = "outcome",
        ["target"] = "outcome",
        ["conditioned"] = "adjusted",
        ["controlled"] = "adjusted",
        ["given"] = "adjusted",
        ["selection"] = "selected",
    };

    private static readonly HashSet<string> Yes = new(StringComparer.OrdinalIgnoreCase) { "", "true", "yes", "1" };
    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase) { "false", "no", "0" };

    /// <summary>
    /// The role an attribute gives or takes back; null for attributes that say nothing about causes, such as positions and colours.
    /// </summary>
    public static (GraphTextRole Role, bool Given)? Of(string attribute, string value) =>
        attribute.Equals("observed", StringComparison.OrdinalIgnoreCase) ? (GraphTextRole.Latent, No.Contains(value))
        : Names.TryGetValue(attribute, out var role) ? (role, !No.Contains(value))
        : null;

    /// <summary>Why an attribute of a node cannot be read; null where it can, or says nothing about causes.</summary>
    public static string? Refusal(string attribute, string value)
    {
        var isRole = Names.ContainsKey(attribute) || attribute.Equals("observed", StringComparison.OrdinalIgnoreCase);
        if (isRole)
        {
            return Yes.Contains(value) || No.Contains(value) ? null : $"'{attribute}' is '{Shown.Short(value)}'; it must be yes or no";
        }

        if (value.Length > 0)
        {
            return null;
        }

        // Only roles stand without a value; what looks like one and is not known would be lost.
        var meant = OtherWords.GetValueOrDefault(attribute)
            ?? (Spelling.Nearest(attribute, Names.Keys.Where(name => name.Length > 1)) is [var nearest, ..] ? nearest : null);
        var advice = meant is null ? "" : $"; did you mean '{meant}'?";
        return $"'{Shown.Short(attribute)}' is not a role of a node{advice}; the roles are latent, exposure, outcome, adjusted and selected";
    }

    /// <summary>Is this the name of a role?</summary>
    public static bool IsRole(string attribute) => Names.ContainsKey(attribute) || OtherWords.ContainsKey(attribute);
}
