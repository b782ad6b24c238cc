using System.Text;

namespace Isl.Grains.GraphCore;

/// <summary>The edge that leads from one node of a path to the next.</summary>
public enum Arrow
{
    /// <summary>No edge: the path ends here.</summary>
    None,

    /// <summary><c>→</c></summary>
    Forward,

    /// <summary><c>←</c></summary>
    Backward,

    /// <summary><c>↔</c></summary>
    Both,

    /// <summary>An edge without a direction.</summary>
    Open,
}

/// <summary>A node of a path and the edge to the next one.</summary>
/// <param name="Node">Index of the node.</param>
/// <param name="Next">The edge to the next node; <see cref="Arrow.None"/> at the end.</param>
public readonly record struct PathStep(int Node, Arrow Next)
{
    /// <summary>A path as text, such as <c>X &lt;- Z -&gt; Y</c>.</summary>
    public static string Format(IEnumerable<PathStep> path, IReadOnlyList<string> names)
    {
        var text = new StringBuilder();
        foreach (var (node, next) in path)
        {
            text.Append(NameText.InPath(names[node])).Append(next switch
            {
                Arrow.Forward => " -> ",
                Arrow.Backward => " <- ",
                Arrow.Both => " <-> ",
                Arrow.Open => " -- ",
                _ => "",
            });
        }

        return text.ToString();
    }
}
