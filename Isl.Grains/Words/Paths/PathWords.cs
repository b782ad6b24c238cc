namespace Isl.Grains.Words.Paths;

/// <summary>Phrases of answers about paths and separation.</summary>
internal static class PathWords
{
    /// <summary>A variable by its name, several as a set.</summary>
    public static string Side(IReadOnlyList<string> names) => names.Count == 1 ? names[0] : Wording.Set(names);

    /// <summary>What is conditioned on: <c>given {Z}</c>, or <c>without conditioning</c>.</summary>
    public static string Given(IReadOnlyList<string> given) => given.Count == 0 ? "without conditioning" : $"given {Wording.Set(given)}";

    /// <summary><c>X and Y are d-connected given {Z}</c>, without the full stop.</summary>
    public static string Relation(IReadOnlyList<string> from, IReadOnlyList<string> to, IReadOnlyList<string> given, bool isSeparated) =>
        $"{Side(from)} and {Side(to)} are {(isSeparated ? "d-separated" : "d-connected")} {Given(given)}";

    /// <summary>How many of the nodes are latent.</summary>
    public static string Latent(int latent, int nodes) => latent == nodes
        ? Wording.Of(nodes, "The only node is latent.", $"All {Wording.Count(nodes)} nodes are latent.")
        : $"{Wording.Count(latent)} of the {Wording.Count(nodes)} nodes {Wording.Of(latent, "is", "are")} latent.";
}
