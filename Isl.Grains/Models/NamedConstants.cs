using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Models;

/// <summary>Names with a fixed meaning: <c>pi</c>, <c>true</c> and <c>false</c>. A variable of the same name comes first.</summary>
internal static class NamedConstants
{
    private static readonly Dictionary<string, double> Values = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pi"] = Math.PI,
        ["π"] = Math.PI,
        ["true"] = 1,
        ["false"] = 0,
    };

    /// <summary>The formula with the constants put in for the names that the model does not have.</summary>
    public static Formula Resolve(Formula formula, IReadOnlySet<string> known) => formula.Nodes.Any(node => Value(node, known) is not null)
        ? new Formula(formula.Text, [.. formula.Nodes.Select(node => Put(node, Value(node, known)))], formula.Inline)
        : formula;

    /// <summary>Names in backticks (their nodes have the value 1) are always variables.</summary>
    private static double? Value(FormulaNode node, IReadOnlySet<string> known) =>
        node is { Op: FormulaOp.Input, Value: 0 } && !known.Contains(node.Name!) && Values.TryGetValue(node.Name!, out var value) ? value : null;

    private static FormulaNode Put(FormulaNode node, double? value) =>
        value is { } number ? node with { Op = FormulaOp.Number, Value = number, Name = null } : node;
}
