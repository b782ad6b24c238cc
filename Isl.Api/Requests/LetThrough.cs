namespace Isl.Api.Requests;

/// <summary>Members that a request may carry though nothing reads them: existing clients are known to send them, and they change nothing.</summary>
/// <remarks>Beside these, every name that begins with <c>_</c> or <c>x-</c> is a caller's own note.</remarks>
internal static class LetThrough
{
    /// <summary>The part that is a graph.</summary>
    public const string Graph = "graph";

    /// <summary>The part that is a structural model.</summary>
    public const string Model = "model";

    /// <summary>The part that is an equation of a model.</summary>
    public const string Equation = "equation";

    /// <summary>The part that is a distribution of a model.</summary>
    public const string Distribution = "distribution";

    private const string Any = "*";

    private static readonly string[] Notes =
        ["name", "title", "description", "label", "unit", "units", "notes", "comment", "metadata", "version", "id"];

    private static readonly Entry[] List =
    [
        new(Any, Graph, ["metadata"], "The dag of a discovery answer has it, and clients send that graph back as it came."),
        new(
            Any,
            Graph,
            ["result_id", "dag_hash", "degraded", "degraded_reason", "explanation"],
            "GET /api/v1/dags/{dag_hash} answers with them beside the graph, and that answer can be sent back as a graph."),
        new(Any, Model, [.. Notes, "parents"], "Notes for readers that model files carry; parents follow from the formulas."),
        new(Any, Equation, [.. Notes, "parents", "type"], "Notes for readers; what an equation is follows from its formula."),
        new(Any, Distribution, Notes, "Notes for readers."),
        new("/api/v1/batch/counterfactuals", "scenarios", ["description"], "A note for readers beside the label."),
    ];

    /// <summary>May a part of a request carry a member that nothing reads?</summary>
    /// <param name="route">The route asked.</param>
    /// <param name="part">The kind of part, or the name of the field that it is in.</param>
    /// <param name="name">The member.</param>
    public static bool Allows(string? route, string part, string name) =>
        IsOwnNote(name) || Array.Exists(List, entry => entry.Part == part && entry.Holds(route, name));

    /// <summary>Is a name marked as the caller's own note?</summary>
    public static bool IsOwnNote(string name) => name.StartsWith('_') || name.StartsWith("x-", StringComparison.OrdinalIgnoreCase);

    /// <param name="Route">The route, or any.</param>
    /// <param name="Part">The part of the request.</param>
    /// <param name="Names">The members.</param>
    /// <param name="Reason">Why they may stand there.</param>
    private sealed record Entry(string Route, string Part, string[] Names, string Reason)
    {
        public bool Holds(string? route, string name) => (Route == Any || Route == route) && Names.Contains(name);
    }
}
