using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Models.Formulas;

/// <summary>A node of a parsed formula; operands are indices of earlier nodes, -1 where there is none.</summary>
/// <param name="Op">What it computes.</param>
/// <param name="A">First operand.</param>
/// <param name="B">Second operand.</param>
/// <param name="C">Third operand.</param>
/// <param name="Value">The constant of a number.</param>
/// <param name="Name">The name of an input.</param>
/// <param name="Position">Where it stands in the text, from 0.</param>
internal readonly record struct FormulaNode(
    FormulaOp Op,
    int A = -1,
    int B = -1,
    int C = -1,
    double Value = 0,
    string? Name = null,
    int Position = 0
);

/// <summary>A parsed formula: its nodes with every operand before its user, the last one the result.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Nodes">The nodes; at least one. The value of a noise node is its index: <c>noise</c>, where it occurs, is the first.</param>
/// <param name="Inline">Distributions written in the formula itself, each a noise of its own.</param>
internal sealed record Formula(string Text, ImmutableArray<FormulaNode> Nodes, ImmutableArray<DistributionSpec> Inline)
{
    /// <summary>The distinct names it reads with the position of each one's first use, in order of appearance; without <c>noise</c>.</summary>
    public ImmutableArray<(string Name, int Position)> Inputs { get; } =
    [
        .. Nodes
            .Where(node => node.Op == FormulaOp.Input)
            .OrderBy(node => node.Position)
            .Select(node => (node.Name!, node.Position))
            .DistinctBy(input => input.Item1),
    ];

    /// <summary>Whether it reads <c>noise</c>, which the equation's noise_dist describes.</summary>
    public bool HasNoise { get; } = Nodes.Where(node => node.Op == FormulaOp.Noise).Select(node => node.Value).Distinct().Count() > Inline.Length;

    /// <summary>Number of independent noises it reads.</summary>
    public int Noises => Inline.Length + (HasNoise ? 1 : 0);

    /// <summary>The distribution of a noise by its index.</summary>
    /// <param name="own">The equation's noise_dist.</param>
    /// <param name="index">The index.</param>
    public DistributionSpec NoiseOf(DistributionSpec? own, int index) => !HasNoise ? Inline[index] : index == 0 ? own! : Inline[index - 1];

    /// <summary>The value for one draw, by walking the nodes: the plain definition that compiled programs are tested against.</summary>
    /// <param name="input">Value of a name.</param>
    /// <param name="noise">Value of the noise.</param>
    public double Evaluate(Func<string, double> input, double noise)
    {
        var values = new double[Nodes.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var node = Nodes[i];
            values[i] = node.Op switch
            {
                FormulaOp.Number => node.Value,
                FormulaOp.Input => input(node.Name!),
                FormulaOp.Noise => noise,
                _ => FormulaMath.Apply(node.Op, values[node.A], node.B < 0 ? 0 : values[node.B], node.C < 0 ? 0 : values[node.C]),
            };
        }

        return values[^1];
    }
}
