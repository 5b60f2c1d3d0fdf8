using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers of its own. Whatever the device, it draws on the CPU, as TorchSharp's does.</summary>
    public class Generator : IDisposable
    {
        internal Generator(nint handle)
        {
            Handle = handle;
            device = CPU;
        }

        public Generator(ulong seed = 0, Device? device = null) : this(New(seed)) => this.device = device ?? CPU;

        ~Generator() => Dispose(false);

        /// <summary>The generator that is used where none is given.</summary>
        public static Generator Default
        {
            get
            {
                Failure.Check(Native.st_generator_default(out var handle));
                return new Generator(handle);
            }
        }

        public IntPtr Handle { get; private set; }

        public Device device { get; private set; }

        public Generator manual_seed(long seed)
        {
            Failure.Check(Native.st_generator_seed(Handle, (ulong)seed));
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>Seeds from the clock and gives the seed back.</summary>
        public long seed()
        {
            var seed = DateTime.UtcNow.Ticks;
            manual_seed(seed);
            return seed;
        }

        public long initial_seed()
        {
            Failure.Check(Native.st_generator_initial_seed(Handle, out var seed));
            GC.KeepAlive(this);
            return (long)seed;
        }

        /// <summary>The whole state, as a tensor of bytes.</summary>
        public Tensor get_state()
        {
            Failure.Check(Native.st_generator_state(Handle, out var state));
            GC.KeepAlive(this);
            return new Tensor(state);
        }

        /// <exception cref="System.Runtime.InteropServices.ExternalException">It is no state of such a generator.</exception>
        public void set_state(Tensor value)
        {
            Failure.Check(Native.st_generator_set_state(Handle, value is null ? 0 : value.Handle));
            GC.KeepAlive(value);
            GC.KeepAlive(this);
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            var handle = Handle;
            Handle = 0;
            if (handle != 0)
                Native.st_generator_dispose(handle);
        }

        private static nint New(ulong seed)
        {
            Failure.Check(Native.st_generator_new(seed, out var handle));
            return handle;
        }
    }

    /// <summary>The default generator.</summary>
    public static partial class random
    {
        public static Generator manual_seed(long seed) => Generator.Default.manual_seed(seed);

        public static long seed() => Generator.Default.seed();

        public static long initial_seed() => Generator.Default.initial_seed();

        public static Tensor get_rng_state() => Generator.Default.get_state();

        public static void set_rng_state(Tensor new_state) => Generator.Default.set_state(new_state);
    }

    public static Generator manual_seed(long seed) => random.manual_seed(seed);

    public static long seed() => random.seed();

    public static long initial_seed() => random.initial_seed();

    public static Tensor get_rng_state() => random.get_rng_state();

    public static void set_rng_state(Tensor new_state) => random.set_rng_state(new_state);
}
