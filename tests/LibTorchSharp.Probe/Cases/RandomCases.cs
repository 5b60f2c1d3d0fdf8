namespace LibTorchSharp.Probe.Cases;

/// <summary>Random numbers, generators and initialisers. Every case starts from the same seed of the default generator.</summary>
internal static class RandomCases
{
    private const int Float32 = 6;
    private const int Float64 = 7;
    private const int Int64 = 4;
    private const int Cpu = 0;

    public static IEnumerable<Case> All =>
    [
        .. Generators.SelectMany(generator => new[]
        {
            Call("rand", generator, Ints(2, 3), Float64, Cpu, -1, true),
            Call("rand", generator, Ints(40), Float32, Cpu, -1, false),
            Call("randn", generator, Ints(2, 3), Float64, Cpu, -1, true).Within(Rounding.Function),
            Call("randn", generator, Ints(40), Float32, Cpu, -1, false).Within(Rounding.Function),
            Call("randint", generator, -3, 9, Ints(2, 30), Int64, Cpu, -1, false),
            Call("randint", generator, 5, 9, Ints(6), Float32, Cpu, -1, true),
            Call("randperm", generator, 12, Int64, Cpu, -1, false),
            Call("normal_", F("40"), 1.5, 0.25, generator).Within(Rounding.Function),
            Call("normal_", D("5"), -1.0, 2.0, generator).Within(Rounding.Function),
            Call("uniform_", F("40"), -0.5, 2.0, generator),
            Call("uniform_", D("5"), 1.0, 2.0, generator),
            Call("bernoulli", Unit("40"), generator),
            Call("bernoulli_0", F("40"), 0.25, generator),
            Call("bernoulli_1", F("40"), Unit("40", 3), generator),
            Call("multinomial", Unit("2x5"), 3, false, generator),
            Call("multinomial", Unit("2x5"), 9, true, generator),
            Call("exponential_", F("20"), 1.5, generator).Within(Rounding.Function),
            Call("geometric_", F("20"), 0.25, generator),
            Call("cauchy_", F("20"), 0.5, 2.0, generator).Within(Rounding.Sum),
            Call("log_normal_", F("20"), 0.5, 0.75, generator).Within(Rounding.Function),
            Call("poisson", Pos("20"), generator),
            Call("random_", F("20"), 2.0, 30.0, generator),
            Call("binomial", V("4", 10, 20, 5, 9), Unit("4"), generator),
            Call("standard_gamma_", Pos("6"), generator).Within(Rounding.Sum),
            Call("sample_dirichlet_", Pos("2x3"), generator).Within(Rounding.Sum),
            Call("rand_float", generator),
            Call("randn_float", generator).Within(Rounding.Function),
            Call("randint_int", generator, -5, 90),
            Call("randint_long", generator, -5, 90),
            Call("randint_bool", generator),
            Call("randperm_out", generator, 7, Resizable(Int64)),
        }),
        Call("randint", null, 9, 3, Ints(2), Int64, Cpu, -1, false).Fails(),
        Call("normal_", F("4"), 0.0, -1.0, null).Fails(),
        Call("rand_like", F("2x3"), Float64, Cpu, -1, true),
        Call("randn_like", F("2x3"), Float64, Cpu, -1, true).Within(Rounding.Function),
        Call("randint_like", F("2x3"), 3, 50, Int64, Cpu, -1, false),
        Call("rrelu", F("2x3"), 0.125, 0.25),
        Call("rrelu_", F("2x3"), 0.125, 0.25),

        Steps("THSGenerator_new", s =>
        {
            Handle generator = s.Call("THSGenerator_new", 77, 0, -1);
            s.Call("THSGenerator_initial_seed", generator);
            s.Call("THSTensor_rand", generator, Ints(3), Float32, Cpu, -1, false);
            s.Call("THSGenerator_dispose", generator);
        }),
        Steps("THSGenerator_new", s =>
        {
            Handle generator = s.Call("THSGenerator_new", 77, 0, -1);
            s.Call("THSTensor_rand", generator, Ints(3), Float32, Cpu, -1, false);
            s.Call("THSGenerator_dispose", generator);
        }),
        Steps("THSGenerator_manual_seed", s =>
        {
            Handle generator = s.Call("THSGenerator_manual_seed", -3);
            s.Call("THSTensor_rand", generator, Ints(3), Float32, Cpu, -1, false);
            s.Call("THSTensor_rand", null, Ints(3), Float32, Cpu, -1, false);
        }),
        Steps("THSGenerator_gen_manual_seed", s =>
        {
            Handle generator = s.Call("THSGenerator_default_generator");
            s.Call("THSGenerator_gen_manual_seed", generator, 1234567890123);
            s.Call("THSGenerator_initial_seed", generator);
            s.Call("THSTensor_randn", null, Ints(3), Float32, Cpu, -1, false);
        }).Within(Rounding.Function),
        Steps("THSGenerator_default_generator", s =>
        {
            Handle generator = s.Call("THSGenerator_default_generator");
            s.Call("THSTensor_rand", generator, Ints(3), Float32, Cpu, -1, false);
        }),
        Steps("THSGenerator_get_rng_state", s =>
        {
            Handle generator = s.Call("THSGenerator_new", 5, 0, -1);
            Handle state = s.Call("THSGenerator_get_rng_state", generator);
            s.Call("THSTensor_rand", generator, Ints(3), Float32, Cpu, -1, false);
            s.Call("THSGenerator_set_rng_state", generator, state);
            s.Call("THSTensor_rand", generator, Ints(3), Float32, Cpu, -1, false);
        }),
        .. Each("THSCuda_manual_seed THSCuda_manual_seed_all", name => Call(name, 3)),

        Call("THSInit_uniform_", F("40"), -0.5, 2.0),
        Call("THSInit_normal_", F("40"), 1.5, 0.25).Within(Rounding.Function),
        Call("THSInit_trunc_normal_", F("20"), 0.5, 1.5, -1.0, 2.0).Within(Rounding.Sum),
        Call("THSInit_constant_", F("2x3"), Scalar(1.5)),
        .. Each("THSInit_ones_ THSInit_zeros_", name => Call(name, F("2x3").Grad())),
        Call("THSInit_eye_", F("2x3")),
        Call("THSInit_dirac_", F("4x2x3")),
        Call("THSInit_dirac_", F("4x2")).Fails(),
        Call("THSInit_orthogonal_", F("3x5"), 1.5).Within(Rounding.Solver),
        Call("THSInit_sparse_", F("8x3"), 0.25, 0.5).Within(Rounding.Function),
        Call("THSInit_xavier_uniform_", F("4x6"), 1.5).Within(Rounding.Function),
        Call("THSInit_xavier_normal_", F("4x6"), 1.5).Within(Rounding.Function),
        Call("THSInit_xavier_normal_", F("4"), 1.5).Fails(),
        .. Fans.Select(fan => Call("THSInit_kaiming_uniform_", F("4x2x3"), 0.3, fan.Mode, fan.Nonlinearity).Within(Rounding.Function)),
        .. Fans.Select(fan => Call("THSInit_kaiming_normal_", F("4x2x3"), 0.3, fan.Mode, fan.Nonlinearity).Within(Rounding.Function)),
        .. Enumerable.Range(0, 11).Select(nonlinearity => Call("THSInit_calculate_gain", nonlinearity, 0.3).Within(Rounding.Function)),
    ];

    private static readonly Value?[] Generators = [null, Seeded(9)];

    private static readonly (int Mode, int Nonlinearity)[] Fans = [(0, 9), (0, 10), (1, 10), (1, 8), (0, 0)];
}
