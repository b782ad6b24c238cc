using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Counterfactuals;

/// <summary>Looks at a few draws whether an expression has an observed value with positive probability.</summary>
internal sealed class EvidencePilot : IBlockSink
{
    private const int Blocks = 4;

    private readonly Abduction _abduction;
    private readonly double _value;
    private int _block;
    private int _hits;

    private EvidencePilot(Abduction abduction, double value) => (_abduction, _value) = (abduction, value);

    /// <summary>Whether some draw has the value.</summary>
    public static bool IsAtom(Abduction abduction, PendingEvidence one, CancellationToken cancellation)
    {
        foreach (var input in ExpressionAlgebra.InputsOf(abduction.Graph, [one.Node]))
        {
            abduction.Distributions[input].Prepare(cancellation);
        }

        var program = BlockCompiler.Compile(abduction.Graph, [new ProgramOutput(one.Node, false)]);
        var registers = program.CreateRegisters();
        var pilot = new EvidencePilot(abduction, one.Value);
        for (pilot._block = 0; pilot._block < Blocks && pilot._hits == 0; pilot._block++)
        {
            program.Run(registers, pilot, cancellation);
        }

        return pilot._hits > 0;
    }

    /// <inheritdoc/>
    public void Draw(int input, Span<double> destination)
    {
        new CounterRandom(0, CounterRandom.StreamOf("evidence", $"{input}")).Uniforms((uint)_block, 0, destination);
        _abduction.Distributions[input].Transform(destination);
    }

    /// <inheritdoc/>
    public void Take(int output, ReadOnlySpan<double> block)
    {
        foreach (var value in block)
        {
            _hits += EvidenceErrors.Agrees(value, _value) ? 1 : 0;
        }
    }
}
